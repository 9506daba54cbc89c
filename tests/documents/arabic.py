"""A small Arabic catalog for these tests, so that they do not wait for a translator. Draft words."""

from __future__ import annotations

import gettext

from screening.documents.words import FormWords
from screening.languages.catalogs import Catalog, Translator
from screening.languages.fonts import load_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.review import Reviews
from screening.languages.table import load_languages

PERSON = {
    "form.title": "طلب مساعدة",
    "form.who_helps": "من يُطلب منه أن يساعد",
    "form.your_rights": "حقوقك",
    "form.help_is_free": "هذه المساعدة مجانية. لا يحق لأحد أن يطلب منك مالا أو أي شيء آخر مقابلها.",
    "form.you_decide": "أنت تقرر أي مساعدة تريد. يمكنك أن ترفض أيا منها وتبقى لك البقية.",
    "form.own_language": "يمكنك أن تطلب شخصا يتكلم لغتك. لن يكلفك ذلك شيئا.",
    "form.recovery_period": "قد يكون لك الحق في وقت للراحة بأمان قبل أن تقرر أي شيء. اسأل عن القاعدة هنا.",
    "form.not_punished": "لا ينبغي أن تعاقب على أشياء أجبرت عليها. اطلب محاميا قبل أن توقع على أي شيء.",
    "form.police_is_your_choice": "الحديث مع الشرطة اختيارك أنت. المساعدة لا تتوقف على ذلك.",
    "form.see_correct_delete": "يمكنك أن ترى ما كتب عنك وأن تصححه أو تحذفه. اسألنا أو اسأل الجهة.",
    "form.embassy": "لا نخبر سفارتك إلا إذا طلبت منا ذلك.",
    "form.complain": "إذا عاملك أحد معاملة سيئة يمكنك أن تشتكي. لن تفقد مساعدتك بسبب ذلك.",
    "form.reference": "رقمك",
    "form.questions_to": "إذا كانت لديك أسئلة فاتصل بالرقم: {contact}",
    "form.not_a_decision": "هذه الورقة تطلب المساعدة. وهي لا تقرر أي شيء عنك.",
    "share.they_will_read": "سوف يقرؤون:",
    "share.they_will_not_read": "لن يقرؤوا:",
    "share.say_no": "يمكنك أن تقول لا. يمكنك أن تغير رأيك لاحقا.",
    "share.no_means": "إذا قلت لا فلن يحصلوا على شيء. ويمكنك أن تحصل على مساعدة أخرى.",
    "share.already_read": "ما قرؤوه لا يمكننا استرجاعه. سنطلب منهم أن يحذفوه.",
    "share.nobody_else": "لن نعطيه لأي أحد آخر إلا إذا وافقت.",
    "share.nobody_else_duty": "لن نعطيه لأي أحد آخر إلا إذا وافقت، إلا إذا ألزمنا القانون.",
    "share.i_agree": "أنا موافق",
    "share.sign": "اسمك أو علامة أو لا شيء: كما تريد",
    "share.date": "التاريخ",
    "share.read_to_me": "قُرئ هذا لي باللغة {language}.",
    "share.agreed_aloud": "قلت نعم بصوت مسموع.",
    "share.by_law": "القانون يلزمنا بأن نخبرهم بهذا، حتى إن لم توافق: {basis}",
    "item.case_code": "رقمك عندنا",
    "item.name": "اسمك",
    "item.age_group": "هل أنت طفل أم بالغ",
    "item.gender": "هل أنت امرأة أم رجل أم غير ذلك",
    "item.nationality": "جنسيتك",
    "item.language": "اللغة التي تتكلمها",
    "item.safe_contact": "كيف يمكن الوصول إليك بأمان",
    "item.needs": "ما تحتاج إليه",
    "item.immediate_risks": "الأخطار الآن",
    "item.situation": "أي نوع من الأوضاع هذا، بكلمات قليلة",
    "item.signs": "العلامات التي كتبت أثناء حديثنا",
    "item.answers": "أجوبتك عن الأسئلة",
    "item.notes": "ملاحظات من الحديث",
    "item.consent": "ما وافقت عليه ومتى",
    "item.officer": "من يرسله",
}

OFFICER = {
    "Request for help": "طلب مساعدة",
    "Referral form": "استمارة إحالة",
    "Referral form {number}": "استمارة إحالة {number}",
    "Case {code}": "الحالة {code}",
    "Confidential - for the named recipient only": "سري - للجهة المذكورة فقط",
    "Page {page} of {pages}": "صفحة {page} من {pages}",
    "Reference {reference}": "المرجع {reference}",
    "Example entry - not a real service": "مثال - ليست جهة حقيقية",
    "TRAINING": "تدريب",
    "From": "من",
    "To": "إلى",
    "Organisation": "المنظمة",
    "Officer": "الموظف",
    "Call back": "هاتف الرد",
    "Prepared": "أعدت في",
    "Service": "الجهة",
    "Kind": "النوع",
    "Contact": "الشخص المسؤول",
    "Telephone": "الهاتف",
    "Address": "العنوان",
    "Hours": "الأوقات",
    "How soon": "متى",
    "Within 24 hours": "خلال 24 ساعة",
    "Help asked for": "المساعدة المطلوبة",
    "Doctor": "طبيب",
    "The person": "الشخص",
    "Case": "الحالة",
    "Name": "الاسم",
    "Language": "اللغة",
    "Safe contact": "اتصال آمن",
    "For the person to read": "ليقرأه الشخص",
    "Consent": "الموافقة",
    "Reply slip": "قسيمة الرد",
    "Cut here and send back": "اقطع هنا وأعد الإرسال",
    "Form": "الاستمارة",
    "Received on": "استلمت في",
    "By": "من قبل",
    "Accepted": "مقبول",
    "Waiting list": "قائمة انتظار",
    "Not able to help": "لا يمكن",
    "Reason": "السبب",
    "Next appointment": "الموعد القادم",
}


class Words(gettext.NullTranslations):
    """Translations from a dictionary; nothing for what it lacks, as compiled catalogs do."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        return self._words.get(message, "")

    def pgettext(self, context: str, message: str) -> str:
        return self._words.get(context, "")


def words(provider: str = "en", person: str = "ar") -> FormWords:
    """Form words where Arabic comes from here and every other language has none."""
    fixed, languages = load_fixed_texts(), load_languages()

    def catalog(tag: str) -> Catalog:
        return Catalog(languages[tag], Words(PERSON if tag == "ar" else {}), Reviews(), fixed)

    def translator(tag: str) -> Translator:
        return Translator(languages[tag], Words(OFFICER if tag == "ar" else {}))

    return FormWords(
        officer=translator(provider),
        beside=catalog(provider),
        person=catalog(person),
        fonts=load_fonts(),
    )
