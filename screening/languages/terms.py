"""The officer's words for everything `core` names: translated where they are shown (`translator.gettext`)."""

from __future__ import annotations

from collections.abc import Mapping

from screening.core.assessment import DimensionState, NotAssessedBecause, ReasonKind, Statement
from screening.core.case import CaseState, NextStep, Situation
from screening.core.changes import ChangeReason
from screening.core.consent import Blocker, ConsentState, InterpreterMode
from screening.core.drafts import DraftReason
from screening.core.flow import SectionState
from screening.core.instrument import Act, Dimension, Element, Strength
from screening.core.office import ReportingDuty
from screening.core.referral import ConsentWay, DisclosureKind
from screening.core.safety import AgeBand, SafetyCheck
from screening.core.service import DataItem, Need, Priority, ServiceCategory
from screening.core.sheet import ContactChannel, Others
from screening.languages.marks import N_

STATEMENT: Mapping[Statement, str] = {
    Statement.CHILD: N_("Child or possibly a child: child protection now"),
    Statement.SIGNS_RECORDED: N_("Signs recorded: offer help now and refer"),
    Statement.SOME_SIGNS: N_("Some signs recorded: keep contact, offer services, ask a specialist"),
    Statement.NO_SIGNS: N_("No signs recorded in this talk. This does not rule out trafficking"),
    Statement.NOT_ASSESSED: N_("Not assessed"),
}
LABOUR_RIGHTS_VIOLATION = N_("Labour rights violation: offer help with wages and working conditions too")

NOT_ASSESSED_BECAUSE: Mapping[NotAssessedBecause, str] = {
    NotAssessedBecause.TOO_LITTLE_ANSWERED: N_("Too few of the main questions have an answer"),
    NotAssessedBecause.UNSAFE: N_("It was not safe to talk"),
    NotAssessedBecause.UNWELL: N_("The person was not well enough to talk"),
    NotAssessedBecause.NO_COMMON_LANGUAGE: N_("There was no common language and no interpreter"),
    NotAssessedBecause.REFUSED: N_("The person did not want to talk"),
    NotAssessedBecause.STOPPED: N_("The talk was stopped"),
}

REASON: Mapping[ReasonKind, str] = {
    ReasonKind.CHILD: N_("The person is under 18"),
    ReasonKind.MAYBE_CHILD: N_("The person may be under 18, and is treated as a child"),
    ReasonKind.CONTROLLED_NOW: N_("Somebody seems to control the person now"),
    ReasonKind.STRONG_SIGN: N_("A strong sign was recorded"),
    ReasonKind.POSITIVE_DIMENSION: N_("Several signs of one kind were recorded together"),
    ReasonKind.EXPLOITATION_AND_MORE: N_("Signs about the work itself, together with other signs"),
    ReasonKind.OTHER_SIGN: N_("Signs were recorded that do not weigh enough alone"),
    ReasonKind.CORE_ANSWERED: N_("The main questions were answered, and no sign was recorded"),
    ReasonKind.NOT_ASSESSED: N_("No sign was recorded, and too little is known to say more"),
}

DIMENSION: Mapping[Dimension, str] = {
    Dimension.DECEPTIVE_RECRUITMENT: N_("Deceived when the work began"),
    Dimension.COERCIVE_RECRUITMENT: N_("Forced when the work began"),
    Dimension.RECRUITMENT_BY_ABUSE_OF_VULNERABILITY: N_("A hard situation used when the work began"),
    Dimension.EXPLOITATION: N_("Conditions of work"),
    Dimension.COERCION_AT_DESTINATION: N_("Forced at the work"),
    Dimension.ABUSE_OF_VULNERABILITY_AT_DESTINATION: N_("A hard situation used at the work"),
}

DIMENSION_STATE: Mapping[DimensionState, str] = {
    DimensionState.POSITIVE: N_("Enough signs"),
    DimensionState.NOT_REACHED: N_("Not enough signs"),
    DimensionState.NOT_ENOUGH_INFORMATION: N_("Not enough information"),
}

ELEMENT: Mapping[Element, str] = {
    Element.ACT: N_("Act: what was done"),
    Element.MEANS: N_("Means: how it was done"),
    Element.PURPOSE: N_("Purpose: what for"),
}

ACT: Mapping[Act, str] = {
    Act.RECRUITMENT: N_("Found or recruited"),
    Act.TRANSPORTATION: N_("Brought or moved"),
    Act.TRANSFER: N_("Passed on to others"),
    Act.HARBOURING: N_("Housed"),
    Act.RECEIPT: N_("Taken on at arrival"),
}

STRENGTH: Mapping[Strength, str] = {
    Strength.STRONG: N_("strong"),
    Strength.MEDIUM: N_("medium"),
    Strength.WEAK: N_("weak"),
}

SITUATION: Mapping[Situation, str] = {
    Situation.WORKPLACE: N_("Workplace"),
    Situation.BORDER: N_("Border"),
    Situation.OFFICE: N_("Office"),
    Situation.SHELTER: N_("Shelter"),
    Situation.STREET: N_("Street"),
    Situation.OTHER: N_("Somewhere else"),
}

CASE_STATE: Mapping[CaseState, str] = {
    CaseState.LOOK_FIRST: N_("Look first"),
    CaseState.LANGUAGE: N_("Language"),
    CaseState.CONSENT: N_("Information and consent"),
    CaseState.QUESTIONS: N_("Questions"),
    CaseState.RECORDED: N_("What was recorded"),
    CaseState.REFERRAL: N_("Referral"),
    CaseState.REFERRED: N_("Referred"),
    CaseState.CHILD_PROTECTION: N_("Child protection"),
    CaseState.NOT_ASSESSED: N_("Not assessed"),
    CaseState.CLOSED: N_("Closed"),
}

NEXT_STEP: Mapping[NextStep, str] = {
    NextStep.REFER: N_("Refer"),
    NextStep.KEEP_CONTACT: N_("Keep contact"),
    NextStep.ASK_SPECIALIST: N_("Ask a specialist"),
    NextStep.PERSON_DECLINED: N_("The person declined"),
}

SECTION_STATE: Mapping[SectionState, str] = {
    SectionState.OPEN: N_("open"),
    SectionState.STARTED: N_("begun"),
    SectionState.DONE: N_("done"),
    SectionState.SKIPPED: N_("nothing to ask"),
}

BLOCKER: Mapping[Blocker, str] = {
    Blocker.SAFETY_UNFINISHED: N_("Look first: every point needs an answer"),
    Blocker.SAFETY_UNSAFE: N_("Look first: it is not safe to ask yet"),
    Blocker.CHILD: N_("The person is or may be under 18: the questions for adults stay closed"),
    Blocker.LANGUAGE: N_("Choose a language that the person understands, or an interpreter"),
    Blocker.CONSENT: N_("Explain every point and ask whether the person wants to talk"),
}

SAFETY_QUESTION: Mapping[SafetyCheck, str] = {
    SafetyCheck.DANGER: N_("Is anybody in danger right now?"),
    SafetyCheck.INJURY: N_("Is the person hurt or ill?"),
    SafetyCheck.CONTROLLER: N_("Does somebody here seem to control the person?"),
    SafetyCheck.PRIVATE: N_("Can you talk where nobody sees or hears you?"),
    SafetyCheck.PHONES: N_("Where are the phones?"),
    SafetyCheck.AGE: N_("Could the person be under 18?"),
}

SAFETY_ANSWER: Mapping[tuple[SafetyCheck, str], str] = {
    (SafetyCheck.DANGER, "no"): N_("No danger"),
    (SafetyCheck.DANGER, "yes"): N_("Danger now"),
    (SafetyCheck.DANGER, "unknown"): N_("Not sure"),
    (SafetyCheck.INJURY, "no"): N_("No"),
    (SafetyCheck.INJURY, "yes"): N_("Yes, needs care"),
    (SafetyCheck.INJURY, "seen_to"): N_("Has been seen to"),
    (SafetyCheck.INJURY, "unknown"): N_("Not sure"),
    (SafetyCheck.CONTROLLER, "no"): N_("Nobody"),
    (SafetyCheck.CONTROLLER, "near"): N_("Yes, and is near"),
    (SafetyCheck.CONTROLLER, "separated"): N_("Yes, now apart"),
    (SafetyCheck.CONTROLLER, "unknown"): N_("Not sure"),
    (SafetyCheck.PRIVATE, "yes"): N_("Yes, private"),
    (SafetyCheck.PRIVATE, "no"): N_("No"),
    (SafetyCheck.PRIVATE, "unknown"): N_("Not sure"),
    (SafetyCheck.PHONES, "away"): N_("Off or out of hearing"),
    (SafetyCheck.PHONES, "within_hearing"): N_("On and near"),
    (SafetyCheck.PHONES, "unknown"): N_("Not sure"),
    (SafetyCheck.AGE, AgeBand.ADULT): N_("Clearly an adult"),
    (SafetyCheck.AGE, AgeBand.CHILD): N_("Under 18"),
    (SafetyCheck.AGE, AgeBand.UNSURE): N_("Not sure"),
}

SAFETY_ACTION: Mapping[tuple[SafetyCheck, str], str] = {
    (SafetyCheck.DANGER, "yes"): N_("Get everybody to safety and call {emergency}. Ask nothing now."),
    (SafetyCheck.DANGER, "unknown"): N_(
        "Find out first: threats, a weapon, a locked door, fire? Call {emergency} if in doubt."
    ),
    (SafetyCheck.INJURY, "yes"): N_(
        "Get medical help first. Go on only when the person has been seen to and wants to."
    ),
    (SafetyCheck.INJURY, "unknown"): N_(
        "Ask this first: “Do you need a doctor?” Offer water, food, rest and a toilet."
    ),
    (SafetyCheck.CONTROLLER, "near"): N_(
        "Part them for an ordinary reason, such as checking papers one by one. Do not confront anybody."
    ),
    (SafetyCheck.CONTROLLER, "separated"): N_(
        "Keep them apart until the person has left safely. This is recorded as a reason to offer help."
    ),
    (SafetyCheck.CONTROLLER, "unknown"): N_(
        "Watch who answers for whom and who holds the papers. Talk to each person alone in any case."
    ),
    (SafetyCheck.PRIVATE, "no"): N_(
        "Move to a room or a corner where nobody sees or hears you, or arrange another time."
    ),
    (SafetyCheck.PRIVATE, "unknown"): N_("Check doors, windows and who waits outside before you begin."),
    (SafetyCheck.PHONES, "within_hearing"): N_(
        "Ask for phones to be switched off or left outside: somebody may be listening."
    ),
    (SafetyCheck.PHONES, "unknown"): N_("Ask whether a phone is on, theirs and yours, and put it out of hearing."),
    (SafetyCheck.AGE, AgeBand.CHILD): N_(
        "Do not interview. See to urgent needs and hand over to child protection."
    ),
    (SafetyCheck.AGE, AgeBand.UNSURE): N_(
        "Treat the person as a child: no interview, urgent needs, and child protection."
    ),
}

INTERPRETER: Mapping[InterpreterMode, str] = {
    InterpreterMode.NONE: N_("No interpreter"),
    InterpreterMode.IN_PERSON: N_("In person"),
    InterpreterMode.PHONE: N_("By phone"),
}

DRAFT_REASON: Mapping[DraftReason, str] = {
    DraftReason.NO_INTERPRETER: N_("no interpreter can be reached now"),
    DraftReason.NOT_WANTED: N_("the person does not want an interpreter"),
    DraftReason.READS_ANOTHER: N_("the person also reads another language shown here"),
    DraftReason.DANGER: N_("waiting could put someone in danger"),
    DraftReason.OTHER: N_("another reason"),
}

CONSENT_STATE: Mapping[ConsentState, str] = {
    ConsentState.GIVEN: N_("The person wants to talk"),
    ConsentState.REFUSED: N_("The person does not want to talk"),
    ConsentState.NOT_ABLE: N_("The person cannot decide now"),
    ConsentState.WITHDRAWN: N_("The person takes it back"),
}

CONSENT_WAY: Mapping[ConsentWay, str] = {
    ConsentWay.SPOKEN: N_("spoken"),
    ConsentWay.SIGNED: N_("signed on the form"),
    ConsentWay.MARK: N_("a mark on the form"),
}

REPORTING_DUTY: Mapping[ReportingDuty, str] = {
    ReportingDuty.NONE: N_("Nothing without consent"),
    ReportingDuty.CHILD_OR_LIFE: N_("A child in danger, or a life in danger"),
    ReportingDuty.AUTHORITY: N_("Every possible case, to the authority in charge"),
}

NEED: Mapping[Need, str] = {
    Need.DOCTOR: N_("Doctor"),
    Need.SAFE_PLACE: N_("Safe place to sleep"),
    Need.FOOD_CLOTHES: N_("Food and clothes"),
    Need.SOMEONE_TO_TALK_TO: N_("Someone to talk to"),
    Need.LAWYER: N_("Lawyer"),
    Need.UNPAID_WAGES: N_("Unpaid wages"),
    Need.PAPERS: N_("Papers"),
    Need.INTERPRETER: N_("Interpreter"),
    Need.HELP_FOR_CHILDREN: N_("Help for children"),
    Need.TRUSTED_CALL: N_("Call to somebody trusted"),
    Need.SAFE_WAY_HOME: N_("Safe way home"),
}

PRIORITY: Mapping[Priority, str] = {
    Priority.HOURS_24: N_("Within 24 hours"),
    Priority.HOURS_72: N_("Within 72 hours"),
    Priority.WEEKS_2: N_("Within two weeks"),
}

CONTACT_CHANNEL: Mapping[ContactChannel, str] = {
    ContactChannel.IN_PERSON: N_("In person"),
    ContactChannel.PHONE: N_("Phone call"),
    ContactChannel.MESSAGE: N_("Text message"),
    ContactChannel.THROUGH_SOMEONE: N_("Through someone trusted"),
    ContactChannel.OTHER: N_("Another way"),
}

OTHERS: Mapping[Others, str] = {
    Others.YES: N_("Yes"),
    Others.NO: N_("No"),
    Others.UNKNOWN: N_("Not known"),
}

CHANGE_REASON: Mapping[str, str] = {
    "": N_("First answer"),
    ChangeReason.ADDED_LATER.value: N_("Added later"),
}
"""Why a version of an answer came, as it is kept; any other text is shown as it stands."""

DATA_ITEM: Mapping[DataItem, str] = {
    DataItem.CASE_CODE: N_("Case number"),
    DataItem.NAME: N_("Name"),
    DataItem.AGE_GROUP: N_("Age group"),
    DataItem.GENDER: N_("Gender"),
    DataItem.LANGUAGE: N_("Language"),
    DataItem.SAFE_CONTACT: N_("Safe way to reach the person"),
    DataItem.NEEDS: N_("Needs"),
    DataItem.RISKS: N_("Dangers to know about"),
    DataItem.DEPENDANTS: N_("Children and others who depend on the person"),
    DataItem.OTHERS_THERE: N_("Whether others are still there"),
    DataItem.KIND_OF_SITUATION: N_("Kind of situation"),
    DataItem.SIGNS: N_("Signs recorded"),
}

SERVICE_CATEGORY: Mapping[ServiceCategory, str] = {
    ServiceCategory.EMERGENCY_HEALTH: N_("Emergency doctor"),
    ServiceCategory.HEALTH: N_("Health care"),
    ServiceCategory.PSYCHOSOCIAL: N_("Counselling"),
    ServiceCategory.SHELTER: N_("Shelter"),
    ServiceCategory.BASIC_NEEDS: N_("Food, clothes, transport"),
    ServiceCategory.LEGAL_AID: N_("Legal advice"),
    ServiceCategory.LABOUR_RIGHTS: N_("Labour rights and wages"),
    ServiceCategory.COMPENSATION: N_("Compensation"),
    ServiceCategory.INTERPRETATION: N_("Interpreters"),
    ServiceCategory.CHILD_PROTECTION: N_("Child protection"),
    ServiceCategory.HELPLINE: N_("Helpline"),
    ServiceCategory.RETURN: N_("Safe return"),
    ServiceCategory.COMPETENT_AUTHORITY: N_("Authority in charge"),
    ServiceCategory.CONSULATE: N_("Consulate"),
    ServiceCategory.IMMIGRATION: N_("Immigration office"),
    ServiceCategory.POLICE: N_("Police"),
}

DISCLOSURE_KIND: Mapping[DisclosureKind, str] = {
    DisclosureKind.PREPARED: N_("Prepared"),
    DisclosureKind.PRINTED: N_("Printed"),
    DisclosureKind.SAVED: N_("Saved as a file"),
}
