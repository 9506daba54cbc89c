"""The officer's words for each indicator and for the eleven ILO indicators: short and neutral.

The rows and their meaning: `instruments/indicators.csv` (ILO operational indicators, 2009; the wording is our
own) and ILO indicators of forced labour (2012). Translated where they are shown (`translator.gettext`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from screening.languages.marks import N_

INDICATOR: Mapping[str, str] = MappingProxyType(
    {
        "DR01": N_("Deceived about the job, place or employer"),
        "DR02": N_("Deceived about the pay"),
        "DR03": N_("Deceived about hours and conditions of work"),
        "DR04": N_("Deceived about what the contract says"),
        "DR05": N_("Deceived about housing and living conditions"),
        "DR06": N_("Deceived about papers or permits"),
        "DR07": N_("Deceived about the journey or the recruitment"),
        "DR08": N_("Deceived about being together with family"),
        "DR09": N_("Deceived by a promise of marriage or adoption"),
        "DR10": N_("Deceived about school or training"),
        "CR01": N_("Violence before the work began"),
        "CR02": N_("Threats of violence before the work began"),
        "CR03": N_("Taken away, handed over, or forced into marriage"),
        "CR04": N_("Debt to work off, made before the work"),
        "CR05": N_("Papers taken before the work began"),
        "CR06": N_("Shut in, cut off or watched before the work"),
        "CR07": N_("Threats to report to authorities, before the work"),
        "CR08": N_("Threats to tell others, before the work"),
        "CR09": N_("Family hurt or threatened before the work"),
        "CR10": N_("Money held back before the work began"),
        "RV01": N_("Trouble in the family was used"),
        "RV02": N_("Missing or irregular papers were used"),
        "RV03": N_("Not reading, or not knowing the language, was used"),
        "RV04": N_("Important things were not told in time"),
        "RV05": N_("Others decided for the person"),
        "RV06": N_("Need of money was used before the work"),
        "RV07": N_("Untrue stories about others who did well"),
        "RV08": N_("Untrue things told about law or authorities"),
        "RV09": N_("Family situation was used before the work"),
        "RV10": N_("Personal situation was used before the work"),
        "RV11": N_("Love, trust or dependence was used"),
        "RV12": N_("Fear of authorities was used before the work"),
        "RV13": N_("Hard times in the past used before work"),
        "RV14": N_("Not able to arrange the journey alone"),
        "RV15": N_("Beliefs or customs were used"),
        "RV16": N_("War, unrest or a disaster was used"),
        "EX01": N_("Very long hours, or too few free days"),
        "EX02": N_("Little or no pay"),
        "EX03": N_("Pay was cut, or went to somebody else"),
        "EX04": N_("Bad living conditions"),
        "EX05": N_("Very bad working conditions"),
        "EX06": N_("Dangerous work"),
        "EX07": N_("Agreement or labour law not kept"),
        "EX08": N_("No written agreement or social protection"),
        "EX09": N_("Kept from school or learning"),
        "CD01": N_("Papers kept at the place of work"),
        "CD02": N_("Debt to work off at the work"),
        "CD03": N_("Shut in, cut off or watched at the work"),
        "CD04": N_("Violence at the work"),
        "CD05": N_("Threats of violence at the work"),
        "CD06": N_("Made to do what the law forbids"),
        "CD07": N_("Made to do other tasks or serve clients"),
        "CD08": N_("Under the strong influence of somebody"),
        "CD09": N_("Made to act against other workers"),
        "CD10": N_("Told what to say to authorities or family"),
        "CD11": N_("Threats to report to authorities, at the work"),
        "CD12": N_("Threats to make the work harder"),
        "CD13": N_("Family hurt or threatened during the work"),
        "CD14": N_("Pay is held back"),
        "CD15": N_("Threats to tell others, at the work"),
        "VD01": N_("Depends on them for food, housing, daily needs"),
        "VD02": N_("Not knowing the area was used"),
        "VD03": N_("Need of money was used at the work"),
        "VD04": N_("Family situation was used at the work"),
        "VD05": N_("Fear of authorities was used at the work"),
        "VD06": N_("Hard times in the past used at work"),
        "VD07": N_("Personal situation was used at the work"),
    }
)

ILO_11: Mapping[int, str] = MappingProxyType(
    {
        1: N_("a hard situation used"),
        2: N_("deception"),
        3: N_("movement restricted"),
        4: N_("isolation"),
        5: N_("violence"),
        6: N_("threats"),
        7: N_("papers kept"),
        8: N_("pay held back"),
        9: N_("bound by debt"),
        10: N_("abusive working and living conditions"),
        11: N_("excessive hours"),
    }
)
