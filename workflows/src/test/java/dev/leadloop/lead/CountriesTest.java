package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CountriesTest {
  private static final String KNOWN = """
      US: US; us; USA; U.S.; U.S.A.; u.s.a; U. S. A.; United States; United States of America; the United States; America; \
      Vereinigte Staaten; États-Unis; Estados Unidos; EUA; EEUU; Stati Uniti; Verenigde Staten; アメリカ合衆国; США; 美国; usa/US; \
      USA (US); 🇺🇸
      GB: GB; UK; U.K.; uk; Great Britain; Britain; United Kingdom; The United Kingdom; England; Scotland; Wales; \
      Northern Ireland; GBR; Vereinigtes Königreich; Royaume-Uni; Reino Unido; Regno Unito; Großbritannien; Grossbritannien; \
      Verenigd Koninkrijk; United Kingdom (UK); 英国; Великобритания
      DE: DE; de; Deutschland; Germany; DEU; GER; Federal Republic of Germany; Bundesrepublik Deutschland; Allemagne; \
      Alemania; Alemanha; Germania; Duitsland; Niemcy; Německo; 德国; ドイツ; Германия; Germany (DE); DE - Germany; \
      Deutschland/Germany; BRD; East Germany; 🇩🇪
      NL: NL; Netherlands; the Netherlands; The Netherlands; Holland; Nederland; Niederlande; Pays-Bas; Países Bajos; \
      Paesi Bassi; NLD; NED; Kingdom of the Netherlands
      TR: TR; Turkey; Türkiye; Turkiye; Türkei; Turquie; Republic of Türkiye
      KR: KR; Korea, Republic of; Republic of Korea; South Korea; Korea; Korea (Republic of); Korea, South; Südkorea; 대한민국; 韓国
      KP: North Korea; Korea, Democratic People's Republic of; Democratic People’s Republic of Korea; DPRK; Nordkorea
      CZ: Czechia; Czech Republic; Tschechien; Česko; Česká republika; République tchèque
      CH: Switzerland; Schweiz; Suisse; Svizzera; CH; Suiza; Swiss Confederation
      AT: Austria; Österreich; Oesterreich; Osterreich; AT; Autriche; Republic of Austria; Austria, Republic of
      CI: Côte d'Ivoire; Cote d’Ivoire; Ivory Coast; Elfenbeinküste; CI
      CD: Congo, the Democratic Republic of the; DR Congo; D.R. Congo; DRC; Zaire; Democratic Republic of the Congo
      CG: Congo; Republic of the Congo; Congo-Brazzaville
      CN: China; PRC; People's Republic of China; P.R. China; 中国; Mainland China
      TW: Taiwan; Taiwan, Province of China; 台灣; Republic of China
      HK: Hong Kong; Hongkong; Hong Kong SAR; HK; Hong Kong SAR China
      VN: Vietnam; Viet Nam; VN
      RU: Russia; Russian Federation; Россия; Russland; Russie
      IR: Iran; Iran, Islamic Republic of; Iran (Islamic Republic of); Islamic Republic of Iran
      MM: Myanmar; Burma; Birma; Myanmar (Burma)
      SZ: Eswatini; Swaziland
      MK: North Macedonia; Macedonia; FYROM; Macedonia, the former Yugoslav Republic of
      CV: Cape Verde; Cabo Verde
      TL: Timor-Leste; East Timor
      AE: UAE; U.A.E.; United Arab Emirates; Emirates; Dubai; VAE
      SA: Saudi Arabia; KSA; Kingdom of Saudi Arabia; السعودية
      GR: Greece; EL; GR; Griechenland; Ελλάδα; Hellas
      IE: Ireland; Éire; Republic of Ireland; Irland; IE
      ES: Spain; España; Spanien; Espagne; ES; Kingdom of Spain
      PT: Portugal; PT
      IT: Italy; Italia; Italien; Italie; IT
      FR: France; Frankreich; FR; French Republic; Francia; República Francesa
      BR: Brazil; Brasil; BR; Brasilien; Brésil
      MX: Mexico; México; MX; Mexiko
      BO: Bolivia; Bolivia, Plurinational State of; Bolivia (Plurinational State of)
      VE: Venezuela; Venezuela, Bolivarian Republic of
      TZ: Tanzania; Tanzania, United Republic of; United Republic of Tanzania
      MD: Moldova; Moldova, Republic of; Republic of Moldova
      LA: Laos; Lao People's Democratic Republic
      SY: Syria; Syrian Arab Republic
      BN: Brunei; Brunei Darussalam
      LC: Saint Lucia; St. Lucia; St Lucia
      KN: Saint Kitts and Nevis; St. Kitts & Nevis; St Kitts and Nevis
      VI: U.S. Virgin Islands; Virgin Islands, U.S.; US Virgin Islands
      VG: British Virgin Islands; Virgin Islands (British)
      FK: Falkland Islands; Falkland Islands (Malvinas)
      VA: Vatican City; Holy See; Vatican
      PS: Palestine; Palestine, State of; State of Palestine
      XK: Kosovo; XK; Kosova
      GE: Georgia; GE; Georgien
      JP: Japan; 日本; JP; JPN; Nippon
      IN: India; IN; Indien; Inde; भारत; Bharat
      PL: Poland; Polska; Polen; Pologne; PL; POL
      SE: Sweden; Sverige; Schweden; SE
      NO: Norway; Norge; Norwegen; NO
      DK: Denmark; Danmark; Dänemark; DK
      FI: Finland; Suomi; Finnland; FI
      HU: Hungary; Magyarország; Ungarn
      UA: Ukraine; Україна; UA
      NE: Niger
      NG: Nigeria
      GN: Guinea
      GW: Guinea-Bissau
      GQ: Equatorial Guinea
      PG: Papua New Guinea
      DM: Dominica
      DO: Dominican Republic; República Dominicana
      """;
  /** As ISO 3166-1 and the United Nations write what is not called by one word, and as lists of countries turn it round. */
  private static final String OFFICIAL = """
      AE: United Arab Emirates (the)
      BS: Bahamas (the); Bahamas, The; Commonwealth of the Bahamas
      BO: Bolivia (Plurinational State of)
      IO: British Indian Ocean Territory (the)
      KY: Cayman Islands (the)
      CF: Central African Republic (the)
      CC: Cocos (Keeling) Islands (the)
      KM: Comoros (the); Union of the Comoros
      CD: Congo (the Democratic Republic of the); Congo, The Democratic Republic of the; Congo, Democratic Republic of the
      CG: Congo (the); Congo, Republic of the
      CK: Cook Islands (the)
      DO: Dominican Republic (the)
      FK: Falkland Islands (the) [Malvinas]
      FO: Faroe Islands (the)
      TF: French Southern Territories (the)
      GM: Gambia (the); Gambia, The; Republic of the Gambia
      VA: Holy See (the)
      IR: Iran (Islamic Republic of); Iran, Islamic Republic of
      KP: Korea (the Democratic People's Republic of); Korea, Democratic People's Republic of
      KR: Korea (the Republic of); Korea, Republic of
      LA: Lao People's Democratic Republic (the)
      MH: Marshall Islands (the); Republic of the Marshall Islands
      FM: Micronesia (Federated States of); Micronesia, Federated States of
      MD: Moldova (the Republic of); Moldova, Republic of
      NL: Netherlands (the); Netherlands (Kingdom of the); Netherlands, Kingdom of the; Netherlands, The
      NE: Niger (the); Republic of the Niger
      MP: Northern Mariana Islands (the)
      PS: Palestine, State of
      PH: Philippines (the); Republic of the Philippines
      RU: Russian Federation (the)
      SD: Sudan (the); Republic of the Sudan
      SS: South Sudan; Republic of South Sudan
      SY: Syrian Arab Republic (the)
      TW: Taiwan (Province of China)
      TZ: Tanzania, the United Republic of; Tanzania, United Republic of
      TC: Turks and Caicos Islands (the)
      GB: United Kingdom of Great Britain and Northern Ireland (the)
      UM: United States Minor Outlying Islands (the)
      US: United States of America (the)
      VE: Venezuela (Bolivarian Republic of)
      VG: Virgin Islands (British)
      VI: Virgin Islands (U.S.)
      MF: Saint Martin (French part)
      SX: Sint Maarten (Dutch part)
      SH: Saint Helena, Ascension and Tristan da Cunha
      BQ: Bonaire, Sint Eustatius and Saba
      GS: South Georgia and the South Sandwich Islands
      HM: Heard Island and McDonald Islands
      SJ: Svalbard and Jan Mayen
      HK: Hong Kong Special Administrative Region of China
      DE: Germany, Federal Republic of; Federal Republic of Germany (the)
      CN: China, People's Republic of; the People's Republic of China; China (People's Republic of)
      MM: Republic of the Union of Myanmar
      LK: Sri Lanka, Democratic Socialist Republic of; Democratic Socialist Republic of Sri Lanka
      ET: Ethiopia, Federal Democratic Republic of
      DZ: Algeria, People's Democratic Republic of; People's Democratic Republic of Algeria
      BD: Bangladesh, People's Republic of
      NG: Nigeria, Federal Republic of
      PK: Pakistan, Islamic Republic of
      LU: Luxembourg, Grand Duchy of
      JO: Jordan, Hashemite Kingdom of
      SA: Saudi Arabia, Kingdom of
      QA: Qatar, State of
      UY: Eastern Republic of Uruguay
      """;
  private static final List<String> NONE =
      List.of("", " ", "-", "n/a", "unknown", "Europe", "EMEA", "DACH", "Atlantis", "Germny", "XX", "ZZ", "United", "Kingdom",
          "Republic of", "the", "Berlin", "California", "US/CA", "Austria-Hungary", "Germany, France", "12", "null", "Select",
          "EU", "Germany Germany", "I live in Germany", "🇽🇽🇽", "\u0000");

  @Test
  void countryIsKnownByWhateverItIsCalled() {
    assertThat(wrong(KNOWN)).isEmpty();
  }

  @Test
  void officialNamesAreKnownBothWaysRound() {
    assertThat(wrong(OFFICIAL)).isEmpty();
  }

  private static List<String> wrong(String table) {
    List<String> wrong = new ArrayList<>();
    table.strip().lines().forEach(line -> {
      String code = line.substring(0, 2);
      Stream.of(line.substring(4).split("; "))
          .filter(name -> !Countries.codeOf(name).equals(Optional.of(code)))
          .forEach(name -> wrong.add(name + " is " + Countries.codeOf(name) + ", not " + code));
    });
    return wrong;
  }

  @Test
  void nameOfEveryCountryInEveryLanguageIsKnown() {
    Map<String, Set<String>> codes = new HashMap<>();
    for (Locale language : Locale.getAvailableLocales()) {
      if (language.getCountry().isEmpty() && language.getVariant().isEmpty() && !language.getLanguage().isEmpty()) {
        for (String code : Locale.getISOCountries()) {
          codes.computeIfAbsent(Locale.of("", code).getDisplayCountry(language), ignored -> new TreeSet<>()).add(code);
        }
      }
    }
    List<String> wrong = new ArrayList<>();
    codes.forEach((name, meant) -> {
      String found = Countries.codeOf(name).orElse("none");
      if (!meant.contains(found)) {
        wrong.add(name + " means " + meant + " but is " + found);
      }
    });
    System.out.println(codes.size() + " names of countries; not known: " + wrong);
    assertThat(codes).hasSizeGreaterThan(20_000);
    assertThat(wrong).as("names that mean one country here and another there").hasSizeLessThan(16);
  }

  @Test
  void codesOfEveryCountryAreKnown() {
    for (String code : Locale.getISOCountries()) {
      assertThat(Countries.codeOf(code)).as(code).contains(code);
      assertThat(Countries.codeOf(code.toLowerCase(Locale.ROOT))).as(code).contains(code);
      assertThat(Countries.codeOf(Locale.of("", code).getISO3Country())).as(code).contains(code);
      assertThat(Countries.codeOf(Countries.name(code))).as(code).contains(code);
    }
  }

  @Test
  void whatIsNoCountryIsNone() {
    for (String none : NONE) {
      assertThat(Countries.codeOf(none)).as(none).isEmpty();
    }
    assertThat(Countries.codeOf(null)).isEmpty();
  }

  @Test
  void longTextsAreReadInNoTime() {
    assertThat(Countries.codeOf("Germany ".repeat(130_000))).isEmpty();
    assertThat(Countries.codeOf("(".repeat(1_000_000))).isEmpty();
    assertThat(Countries.codeOf("\ufdfa".repeat(1_000_000))).isEmpty();
    assertThat(Countries.codeOf(" ".repeat(1_000_000) + "Germany")).contains("DE");
  }
}
