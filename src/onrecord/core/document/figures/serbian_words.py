"""The Serbian words that the figure rules know, in Latin letters without marks, with both yats."""

from __future__ import annotations

from onrecord.core.document.figures.grammar import word_set
from onrecord.core.document.figures.inflected_nouns import Lexicon

COMMUNITIES = {
    "Albanians": r"Alban(?:ci|aca|cima|ce|ac|ca|cu|k\w{1,3})|(?-i:albansk\w{1,3})",
    "Ashkali": r"Askalij\w{0,4}|askalijsk\w{1,3}",
    "Bosniaks": r"Bosnja(?:k\w{0,3}|c\w{1,3})|bosnjack\w{1,3}",
    "Croats": r"Hrvat(?:i|a|ima|e|ic\w*)?|(?-i:hrvatsk\w{1,3})",
    "Egyptians": r"Egipcan\w{0,3}|(?-i:egipcansk\w{1,3}|egipatsk\w{1,3})",
    "Gorani": r"Goran(?:ci|aca|cima|ce|ac|ca)|(?-i:goransk\w{1,3})",
    "Jews": r"Jevrej\w{0,3}|jevrejsk\w{1,3}|Zidov\w{0,3}",
    "Montenegrins": r"Crnogor(?:ci|aca|cima|ce|ac|ca|k\w{1,3})|(?-i:crnogorsk\w{1,3})",
    "Roma": r"Rom(?:i|a|ima|e|kinj\w{1,3})?|romsk\w{1,3}",
    "Serbs": r"Srb(?:i|a|ima|e|in|ina|inu|kinj\w{1,3})|(?-i:srpsk\w{1,3})",
    "Turks": r"Tur(?:ci|aka|cima|ke|cin|cina)|(?-i:tursk\w{1,3})",
}
LEXICON = Lexicon(
    persons=(
        r"osob\w{1,3}|lic(?:e|a|ima|u)|ljud\w{1,3}|(?:covek|covjek)\w{0,2}|zen(?:a|e|u|ama)"
        r"|muskar\w{1,4}"
        r"|d(?:j)?ec(?:a|e|u|i|ak\w*)|d(?:j)?et(?:e|eta)|civil\w{0,3}|zrt(?:a)?v\w{1,3}"
        r"|izb(?:j)?eglic\w{1,3}"
        r"|izb(?:j)?egl(?:ih|i|e)|stanovni\w{1,4}|gradjan\w{1,3}|vojni\w{1,4}|policaj\w{1,4}"
        r"|sv(?:j)?edo(?:k|ka|ci|cima)|prezivel\w{1,3}|prezivjel\w{1,3}|bra(?:ce|ca|cu|t|ta)"
        r"|sest(?:re|ara|ru|ri|ra)"
        r"|sin(?:a|ova|ovi|u)?|kcer\w{0,3}|kcerk\w{1,2}|cerk\w{1,2}|djak\w{0,3}|studen(?:ata"
        r"|ti|ta|at)"
        r"|ucitelj\w{0,3}|novinar\w{0,3}|advokat\w{0,3}|tuzi(?:lac|oca|laca|oci)|sudij\w{1,3}"
        r"|koordinator\w{0,3}|zatvoreni\w{1,3}|ta(?:lac|laca|oca|oci|oce)|t(?:ij)?el(?:o|a)"
        r"|pripadni\w{1,4}"
        r"|radni(?:ka|ci|cima|k|ca)|m(?:j)?estan\w{1,4}|povratni\w{1,4}|nestal\w{1,3}"
        r"|raseljen\w{1,3}"
        r"|ubijen(?:ih|i|e)|ranjen(?:ih|i|e)"
        r"|mrtv(?:ih|i|a|e)|poginul(?:ih|i)|optuzen\w{1,3}|osumnjicen\w{1,3}"
        r"|osudjen\w{1,3}|uhapsen(?:ih|i)|prognan(?:ih|i)|mlad(?:ih|i|ica|ica)|starac\w{0,2}"
        r"|majk\w{1,3}"
        r"|o(?:c|t)(?:a|eva|ac)|ba(?:b|k)(?:a|e|u)|ded\w{1,4}|roditelj\w{0,3}"
        r"|mal(?:j)?oletni\w{1,4}"
        r"|clan(?:a|ova|ovi|ica)|migran\w{1,4}|povr(?:ij)?edjen(?:ih|i)|ostal(?:ih|i)"
        r"|drug(?:ih|i)|dev(?:oj|oja)\w*"
        r"|d(?:j)?evoj\w{2,5}|d(?:j)?ecak\w{0,3}|rodja\w{1,4}|seljak\w{0,3}|bora(?:c|ca)"
        r"|borci|mucenik\w*|leka(?:ra|ri)"
        r"|porodilja|trudnica|bracnih|supruz\w+|supruznik\w*|ucesni\w{1,4}|predstavni\w{1,4}"
        r"|poslani\w{1,4}"
    ),
    things={
        "houses": r"kuc(?:a|e|u|ama)|stan(?:ova|ovi)",
        "villages": r"sel(?:o|a|ima)",
        "families": r"porodic\w{1,3}|obitelj\w{0,3}",
        "households": r"domacinst\w{1,3}",
        "municipalities": r"opstin\w{1,3}|opcin\w{1,3}",
        "cases": r"slucaj\w{0,4}|predmet\w{0,3}",
        "attacks": r"napad(?:a|i|e|ima)?",
        "incidents": r"incid(?:e)?n(?:a)?t\w{0,3}",
        "churches": r"crk(?:a)?v\w{1,3}",
        "mosques": r"dzamij\w{1,3}",
        "schools": r"skol\w{1,3}",
        "graves": r"grob\w{1,5}",
        "units": r"jedinic\w{1,3}",
        "camps": r"kamp\w{1,5}|logor\w{1,3}",
        "indictments": r"optuznic\w{1,3}",
        "murders": r"ubist(?:a)?v\w{1,3}|ubojst\w{1,3}",
        "crimes": r"zlocin\w{1,3}",
        "complaints": r"zalb\w{1,3}|prituzb\w{1,3}|prijav\w{1,3}",
        "monasteries": r"manastir\w{0,3}|samostan\w{0,3}",
        "monuments": r"spomenik\w{0,2}",
        "hospitals": r"bolnic\w{1,3}",
        "cities": r"grad(?:a|ova|ovi)",
        "names": r"imen(?:a|ima)|ime",
        "groups": r"grup\w{1,3}",
        "enclaves": r"enklav\w{1,3}",
        "buildings": r"zgrad\w{1,3}|objek(?:ata|ta|ti)",
        "companies": r"firm\w{1,3}|preduzec\w{1,3}",
        "countries": r"drzav\w{1,3}|zem(?:lj|alj)\w{1,3}",
        "vehicles": r"vozil\w{1,3}|automobil\w{0,3}|kamion\w{0,3}|autobus\w{0,3}",
        "shops": r"prodavnic\w{1,3}|radnj\w{1,3}",
        "verdicts": r"presud\w{1,3}",
        "requests": r"zaht(?:j)?ev\w{0,3}",
    },
    communities=COMMUNITIES,
    general_groups=r"manjin\w{1,3}|zajednic\w{1,3}",
    linkers=(
        r"od|svih|tih|ovih|onih|njihovih|nasih|svojih|njih|sve|ukupno|ukupnog|celokupnog|oko|medju|iz"
    ),
    particles=frozenset(),
    ends=word_set(
        """
        i ili a ali da je su se u na sa s od do za iz po kod pre prije posle poslije
        nakon koji koja koje kojih koju kojima sto kao dok jer te ni ne nije nisu bi bio
        bila bilo bili bile biti ce kada kad gde gdje vec samo svega jos tokom prema
        protiv bez zbog kroz izmedju oko nad pod pri medju njih njima ukupno odnosno ima
        imaju zivi zive zivelo zivjelo ostalo ostaje pobeglo pobjeglo ubijeno ranjeno
        nestalo vratilo vratili nalazi preslo otislo napustilo radi radilo kasnije ranije
        docnije
        """
    ),
    and_words="i|ili|te|kao i",
)
TIME_UNITS = {
    "godin": "years",
    "mes": "months",
    "mjes": "months",
    "ned": "weeks",
    "sed": "weeks",
    "dan": "days",
    "dec": "decades",
}

PHENOMENA = {
    "killed": (
        r"ubij\w+|ubi(?:li|la|o|t\w*)|ubist\w+|ubojst\w+|pogin\w+|pogub\w+|strelja\w+"
        r"|strijelja\w+|mrtv\w+|smrt(?:i)?|usmr\w+|lik\w*vidira\w+"
    ),
    "missing": r"nest(?:al|an|aj)\w*",
    "displaced": r"rasel\w+|raselj\w+|interno raselj\w+|beskucni\w+",
    "expelled": (
        r"protera\w+|protjera\w+|otera\w+|otjera\w+|progna\w+|deporto\w+|isterani\w*|proteriv\w+"
    ),
    "fled": (
        r"pobeg\w+|pobjeg\w+|izbeg\w+|izbjeg\w+|bezi|beze|bezal\w+|napusti\w+|otis(?:ao|li|lo|la)"
    ),
    "returned": r"vrati\w+|vraca\w+|povrat\w+",
    "injured": r"ranj\w+|povred\w+|povrij\w+|povredj\w+",
    "detained": r"uhaps\w+|hapsen\w+|pritv\w+|zatvor\w*|zarob\w+",
    "abducted": r"otet\w*|otm\w+|otmic\w+|kidnap\w+|tao(?:ca|ci|ce|cima)|odveden\w*",
    "sexual violence": r"silova\w+|seksualn\w+ \w+",
    "trafficked": r"trgovin\w* ljud\w+|trafiking\w*",
    "denied medical care": (
        r"ni(?:je|su) (?:dobi\w+ |imal\w+ )?(?:nikakv\w+ )?(?:lekarsk\w+|ljekarsk\w+"
        r"|medicinsk\w+) (?:pomoc|negu|njegu)"
    ),
    "destroyed": (
        r"izgor\w+|unist\w+|razor\w+|spalj\w+|zapal\w+|porus\w+|ostecen\w*|rusen\w+|oplj\w+"
    ),
    "unsolved": r"neres\w+|nerijes\w+|nerazjasnj\w+",
    "unemployment": r"nezaposl\w+|bez posla|nema posao",
    "mortality": r"smrtnost\w*|mortalitet\w*",
    "sentenced": r"osud\w+|osudj\w+|kazn\w+|presud\w+",
    "indicted": r"optuz\w+",
    "attacked": r"napad\w*|napadn\w+",
    "population": r"stanovni\w+|ziv(?:i|e|el\w+|jel\w+|ela|eo)|nasel\w+|cin(?:e|i|ili|ila|ilo)",
}
