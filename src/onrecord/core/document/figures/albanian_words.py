"""The Albanian words that the figure rules know, without marks: nouns, communities, verbs."""

from __future__ import annotations

from onrecord.core.document.figures.grammar import word_set
from onrecord.core.document.figures.inflected_nouns import Lexicon

_FATES = (
    "zhdukur|pagjetur|zhvendosur|vrare|plagosur|kthyer|mbijetuar|arrestuar|dyshuar|debuar|vdekur"
    "|moshuar|rinj|reja|burgosur|akuzuar|denuar|mitur|tjere|tjera|lenduar|rrembyer|perndjekur"
    "|identifikuar|papune"
)
COMMUNITIES = {
    "Albanians": r"shqiptar(?:e|et|eve|esh|i|in|it)?|kosovar(?:e|et|eve|esh)",
    "Ashkali": r"ashkali\w{0,5}",
    "Bosniaks": r"boshnjak\w{0,4}",
    "Croats": r"kroat(?:e|et|eve|esh|i|in|it)?",
    "Egyptians": r"egjiptian\w{0,4}",
    "Gorani": r"(?-i:goran(?:e|et|eve|esh|as|ase|asit)?)|Goran(?:et|eve)",
    "Jews": r"hebre(?:j|nj|njte|njve|u)\w{0,2}",
    "Montenegrins": r"malazez\w{0,4}",
    "Roma": r"rom(?:e|et|eve|esh|i|in|it)?",
    "Serbs": r"serb(?:e|et|eve|esh|in|it|ve)?|(?-i:serbi)",
    "Turks": r"turq\w{0,4}|turk(?:e|u|un|ut)",
}
LEXICON = Lexicon(
    persons=(
        r"person(?:a|at|ash|ave|i|in|it)?|vet(?:e|a|ash|ave|at)|njer(?:ez|ezit|ezve|iu|i)"
        r"|burr\w{1,3}"
        r"|gra(?:te|ve|sh)?|grua\w{0,2}|femij\w{1,4}|civil\w{0,4}|viktim\w{1,4}|refugjat\w{0,4}"
        r"|banor\w{0,4}|qytetar\w{0,4}|ushtar\w{0,4}|(?:ish-)?polic(?:e|eve|et|i|esh)"
        r"|deshmitar\w{0,4}"
        r"|vellez\w{1,4}|motr\w{1,3}|djem\w{0,3}|djal\w{0,2}|vajz\w{1,3}|nxenes\w{0,4}"
        r"|student\w{0,4}"
        r"|mesues\w{0,5}|gazetar\w{0,4}|avokat\w{0,4}|prokuror\w{0,4}|gjyqtar\w{0,4}"
        r"|koordinator\w{0,4}"
        r"|trupa(?:t|ve)?|anetar\w{0,4}|pjesetar\w{0,4}|punonjes\w{0,4}|punetor\w{0,4}"
        r"|fshatar\w{0,4}"
        r"|migrant\w{0,4}|azilkerkues\w{0,4}|nena(?:t|ve)?|prinder\w{0,3}|bij\w{0,3}|gjyshe\w{0,2}"
        r"|te-?burgosur|pacient\w{0,4}|mjek(?:e|et|eve)|pjesemarres\w{0,4}|luftetar\w{0,4}"
        rf"|pakic\w{{0,3}}|perfaqesues\w{{0,3}}|{_FATES}"
    ),
    things={
        "houses": r"shtepi\w{0,4}|banes\w{0,4}",
        "villages": r"fshat(?:ra|rat|rave|i|in|it)?",
        "families": r"familj(?:e|a|et|eve|esh)",
        "municipalities": r"komun(?:a|at|ave|e|ash)",
        "cases": r"rast(?:e|et|eve|i|esh)|lende\w{0,3}",
        "attacks": r"sulm(?:e|et|eve|i|esh)",
        "incidents": r"incident\w{0,4}",
        "churches": r"kish(?:a|at|ave|e|en|es|ash)",
        "mosques": r"xhami\w{0,4}",
        "schools": r"shkoll\w{1,3}",
        "graves": r"varr(?:e|et|eve|eza|ezave|ezash)",
        "units": r"njesi\w{0,4}",
        "camps": r"kamp(?:e|et|eve|i|esh)?",
        "indictments": r"aktakuz\w{1,3}",
        "murders": r"vrasj\w{1,4}",
        "crimes": r"krim(?:e|et|eve|esh)|vepra",
        "complaints": r"ankes\w{1,3}",
        "monasteries": r"manastir\w{0,4}",
        "hospitals": r"spital\w{0,4}",
        "cities": r"qytet(?:e|et|eve|i|esh)",
        "names": r"emr(?:a|at|ave|ash)",
        "groups": r"grup(?:e|et|eve|i|esh)",
        "enclaves": r"enklav\w{1,3}",
        "buildings": r"ndertes\w{1,4}|objekt\w{0,4}",
        "vehicles": r"vetur\w{1,3}|makin\w{1,3}|kamion\w{0,4}|autobus\w{0,4}|automjet\w{0,4}",
        "shops": r"dyqan\w{0,4}",
        "countries": r"shtet(?:e|et|eve|esh)",
        "statements": r"deklarat\w{1,3}",
        "verdicts": r"aktgjykim\w{0,4}",
    },
    communities=COMMUNITIES,
    general_groups=r"pakic(?:a|at|ave|ash|e|es|en)|komunitet\w{0,4}|bashkesi\w{0,4}|minoritet\w{0,4}",
    linkers=r"e|te|se|i|nga|prej|ketyre|atyre|gjithe|rreth",
    particles=frozenset({"te", "e", "i", "se"}),
    ends=word_set(
        """
        dhe ose apo por qe u me ne nga per mbi nen prej deri pas para gjate si nuk ka
        kane kishte kishin ishte ishin eshte jane duke kur ku cilat cilet cileve cilave
        ndersa kurse edhe vetem jo do mund duhet larg afer rreth vetem asnje disa
        jetojne jetonin mbeten mbeti banojne banonin kerkuan kaluan hapi hapen humben
        """
    ),
    and_words="dhe|e|si dhe|ose|apo",
)
TIME_UNITS = {"vj": "years", "vit": "years", "mua": "months", "jav": "weeks", "dit": "days"}
TIME_UNITS |= {"dekad": "decades"}

PHENOMENA = {
    "killed": (
        r"vra(?:re\w*|ne|n|u|s|sje\w*|sja)|vrit\w*|vdek(?:ur|jet?|jeve)"
        r"|viktimave te luftes|ekzekut\w+|mbyt(?:ur|en)"
    ),
    "missing": r"zhduk\w*|pagjetur",
    "displaced": r"zhvendos\w*|pastrehe",
    "expelled": r"debu\w+|perzene|perzun\w*|deport\w+",
    "fled": r"iken|iku|ikur|larguan|largua|larguar|refugjat\w*|kaluan kufirin|arratis\w+",
    "returned": r"kthy(?:er\w*|en|e)|kthim\w*|ktheh\w+|kthehen|u kthye",
    "injured": r"plagos\w*|lendu\w+",
    "detained": r"arrest\w*|burgos\w*|paraburgim\w*|ndalu\w+|te burgosur",
    "abducted": r"rremby\w+|peng(?:je)?",
    "sexual violence": r"perdhun\w+|dhun\w+ seksuale",
    "trafficked": r"trafik\w+",
    "denied medical care": (
        r"(?:nuk|pa) \w{1,8} (?:asnje )?(?:kujdes|ndihme) (?:mjekesor\w*|shendetesor\w*)"
    ),
    "destroyed": r"shkaterr\w+|dogj\w*|djeg\w+|rreno\w+|demtu\w+",
    "unsolved": r"pazgjidhur\w*",
    "unemployment": r"papunesi\w*|pa pune",
    "mortality": r"vdekshmeri\w*",
    "sentenced": r"denu\w+|denim\w*|denoi",
    "indicted": r"aktakuz\w*|akuzu\w+",
    "attacked": r"sulm\w*",
    "population": r"popullsi\w*|banor\w*|jeton\w*|jetoj\w*|perbe\w*|banon\w*|banoj\w*",
}
