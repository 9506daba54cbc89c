"""A real vault begins without services; one that an officer enters stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.core.office import Office
from screening.core.service import Service, ServiceCategory
from screening.operations.services import SERVICE_LIMIT, add_service, form_languages
from screening.operations.session import Session, create
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE


def new(folder: Path, *, training: bool) -> Session:
    office = Office("North")
    return create(folder, OFFICER, PASSPHRASE, office, training=training, kdf=LIMITS, floor=LIMITS).session


def test_only_a_training_vault_begins_with_made_up_services(tmp_path: Path) -> None:
    real, training = new(tmp_path / "real", training=False), new(tmp_path / "training", training=True)
    assert real.vault.services.all() == ()
    assert len(training.vault.services.all()) > 10
    assert all(service.made_up for service in training.vault.services.all())
    real.close()
    training.close()


def test_a_service_that_was_entered_stays_in_its_place(session: Session) -> None:
    before = session.vault.services.all()
    made = add_service(
        session,
        name="  House   by the Mill ",
        category=ServiceCategory.SHELTER,
        language="en",
        phone="+44 1632 960 160",
        hours="day and night",
    )
    assert made == Service(
        made.id, "House by the Mill", ServiceCategory.SHELTER, "en", "+44 1632 960 160", "day and night"
    )
    assert session.vault.services.all() == (*before, made)
    session.vault.audit.verify()


@pytest.mark.parametrize(("name", "phone"), [(" ", "1"), ("x", " "), ("x" * (SERVICE_LIMIT + 1), "1")])
def test_a_service_without_what_a_form_needs_is_refused(session: Session, name: str, phone: str) -> None:
    before = session.vault.services.all()
    with pytest.raises(ValueError, match="name and a phone"):
        add_service(session, name=name, category=ServiceCategory.SHELTER, language="en", phone=phone)
    assert session.vault.services.all() == before


def test_a_form_can_be_written_in_english_at_least() -> None:
    assert form_languages()[0] == "en"
