"""Whose data and fonts this site shows, and under which licence."""

from dataclasses import dataclass

GERMAN_LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0"
GERMAN_LICENCE_URL = "https://www.govdata.de/dl-de/by-2-0"


@dataclass(frozen=True)
class Credit:
    """A source with what it gave and its terms."""

    content: str
    credit: str
    licence: str
    licence_url: str = ""
    url: str = ""


CREDITS = (
    Credit(
        "Register der Kommunalen Integrationszentren",
        "Tatsachen aus öffentlich zugänglichen Seiten der Kreise und Städte; "
        "die Quelle steht bei jedem Zentrum",
        "keine; einzelne Tatsachen",
    ),
    Credit(
        "Gemeinden, Schlüssel, Postleitzahlen, Fläche (Gebietsstand 30.11.2023)",
        "© Statistisches Bundesamt (Destatis), Gemeindeverzeichnis-Informationssystem GV-ISys",
        GERMAN_LICENCE,
        GERMAN_LICENCE_URL,
        "https://www.destatis.de/",
    ),
    Credit(
        "Anteile der Bevölkerung je Gemeinde (15.05.2022)",
        "© Statistische Ämter des Bundes und der Länder, Zensus 2022 (Daten verändert)",
        GERMAN_LICENCE,
        GERMAN_LICENCE_URL,
        "https://www.zensus2022.de/",
    ),
    Credit(
        "Bevölkerung der Kreise und Städte (31.12.2024)",
        "© Statistische Ämter des Bundes und der Länder, Deutschland, 2025, "
        "Tabelle 12411-03-03-4 (Daten verändert)",
        GERMAN_LICENCE,
        GERMAN_LICENCE_URL,
        "https://www.regionalstatistik.de/",
    ),
    Credit(
        "Umrisse der Gebiete auf der Karte (Maßstab 1 : 5 000 000)",
        "© GeoBasis-DE / BKG 2021 (Daten verändert)",
        GERMAN_LICENCE,
        GERMAN_LICENCE_URL,
        "https://www.bkg.bund.de/",
    ),
    Credit(
        "Lage der Kreisstädte",
        "GeoNames",
        "Creative Commons Namensnennung 4.0",
        "https://creativecommons.org/licenses/by/4.0/deed.de",
        "https://www.geonames.org/",
    ),
    Credit(
        "Handlungsfelder",
        "Wortlaut öffentlicher Dokumente der Jahre 2012 bis 2021",
        "keine; einzelne Begriffe",
    ),
    Credit(
        "Gestaltung und Zeichen",
        "KERN UX-Standard",
        "European Union Public Licence 1.2",
        "https://eupl.eu/1.2/de/",
        "https://www.kern-ux.de/",
    ),
    Credit(
        "Schriften",
        "Fira Sans, Vazirmatn",
        "SIL Open Font License 1.1",
        "https://openfontlicense.org/",
    ),
)
