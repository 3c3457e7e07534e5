"""Invented texts to be printed, scanned badly and read again: one in each language."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "sq": """
Më 28 mars 1999 në fshatin e shpikur Gurishtë u dogjën dymbëdhjetë shtëpi, tha Arta Çollaku.
Sipas dëshmitarëve, njëzet e tre banorë u vranë dhe dyzet e një u plagosën gjatë natës.

Besim Gërvalla shpjegoi se familjet u dëbuan nga shtëpitë e tyre dhe u nisën këmbë drejt
kufirit. Çdo shtëpi u plaçkit para se të digjej, ndërsa bagëtitë u morën me vete.

Fatime Hoxhaj kërkoi që emrat e të zhdukurve të shënohen një nga një. Ajo përmendi gjashtë
të moshuar, pesë gra dhe katër fëmijë që nuk janë kthyer ende. Këshilli i fshatit numëroi
310 të larguar, prej të cilëve rreth një e treta ishin fëmijë.

Në mbrëmje u dëgjuan të shtëna pranë urës së vjetër. Enveri gjeti më vonë këpucë, çanta dhe
fotografi të lëna në përrua.
""",
    "sr-Latn": """
Dana 28. marta 1999. godine u izmišljenom selu Kamenovo zapaljeno je dvanaest kuća, rekla je
Dragana Živković. Prema svedočenju meštana, dvadeset troje ljudi je ubijeno, a četrdeset
jedno ranjeno tokom noći.

Goran Đurđević je objasnio da su porodice proterane iz svojih kuća i da su peške krenule
prema granici. Svaka kuća je opljačkana pre nego što je zapaljena, a stoka je odvedena.

Ljiljana Šćepanović je tražila da se imena nestalih beleže jedno po jedno. Pomenula je šest
starijih osoba, pet žena i četvoro dece koji se još nisu vratili. Mesni odbor je izbrojao
310 raseljenih, od kojih je oko jedne trećine bilo maloletno.

Uveče su se čuli pucnji blizu starog mosta. Kasnije su nađene cipele, torbe i fotografije
ostavljene u potoku, među njima i đačka knjižica.
""",
    "sr-Cyrl": """
Дана 28. марта 1999. године у измишљеном селу Каменово запаљено је дванаест кућа, рекла је
Драгана Живковић. Према сведочењу мештана, двадесет троје људи је убијено, а четрдесет једно
рањено током ноћи.

Горан Ђурђевић је објаснио да су породице протеране из својих кућа и да су пешке кренуле
према граници. Свака кућа је опљачкана пре него што је запаљена, а стока је одведена.

Љиљана Шћепановић је тражила да се имена несталих бележе једно по једно. Поменула је шест
старијих особа, пет жена и четворо деце који се још нису вратили. Месни одбор је избројао
310 расељених, од којих је око једне трећине било малолетно.

Увече су се чули пуцњи близу старог моста. Касније су нађене ципеле, торбе и фотографије
остављене у потоку, међу њима и ђачка књижица.
""",
    "en": """
On 28 March 1999 twelve houses were burned in the invented village of Gurishtë, Arta Çollaku
said. According to witnesses, twenty-three people were killed and forty-one were wounded
during the night.

Besim Gërvalla explained that the families were expelled from their homes and left on foot
for the border with Dragana Živković and Goran Đurđević. Every house was looted before it
was burned.

Ljiljana Šćepanović asked that the names of the missing be noted one by one. She named six
elderly people, five women and four children who have not returned.
""",
}
"""Paragraphs parted by empty lines; the English one holds Albanian and Serbian names."""
