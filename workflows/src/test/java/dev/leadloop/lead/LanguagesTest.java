package dev.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanguagesTest {
  private static final String KNOWN = """
      de: de; DE; de-DE; de_AT; de-CH; de_DE.UTF-8; German; german; Deutsch; deutsch; DEU; ger; allemand; Alemán; Tedesco; \
      Duits; Немецкий; German (Switzerland); Swiss German; German, English; Deutsch/Englisch; de-DE,de;q=0.9,en;q=0.8; \
      de-Latn-DE; at; 德语
      en: en; EN; en-US; en_GB; English; Englisch; anglais; Inglés; Inglese; Engels; English (US); American English; \
      British English; eng; en-001; us; English UK
      fr: fr; fr-FR; fr_CA; French; Français; francais; Französisch; fra; fre; Francese; French (Canada)
      es: es; es-ES; es_MX; es-419; Spanish; Español; espanol; Castellano; Castilian; Spanisch; spa; Spanish (Latin America)
      pt: pt; pt-BR; pt_PT; Portuguese; Português; Brazilian Portuguese; Portuguese (Brazil); Portugiesisch; por
      it: it; it-IT; Italian; Italiano; Italienisch; ita
      nl: nl; nl-NL; nl_BE; Dutch; Nederlands; Flemish; Vlaams; Niederländisch; nld; dut
      no: no; nb; nn; nb-NO; Norwegian; Norsk; Bokmål; Norwegian Bokmål; nor
      sv: sv; sv-SE; Swedish; Svenska; Schwedisch; swe
      da: da; dk; Danish; Dansk; dan
      fi: fi; Finnish; Suomi; suomi
      pl: pl; pl-PL; Polish; Polski; Polnisch
      cs: cs; cz; Czech; Čeština; Tschechisch; cze
      el: el; gr; Greek; Ελληνικά
      ru: ru; ru-RU; Russian; Русский; Russisch
      uk: uk; ua; Ukrainian; Українська
      tr: tr; Turkish; Türkçe; Türkisch
      zh: zh; zh-CN; zh-Hans; zh-Hant-TW; zh_TW; Chinese; 中文; Mandarin; Simplified Chinese; Chinese (Simplified); Cantonese; \
      cn; chi
      ja: ja; ja-JP; Japanese; 日本語; jp; jpn
      ko: ko; Korean; 한국어; ko-KR
      ar: ar; ar-SA; Arabic; العربية
      he: he; iw; Hebrew; עברית
      id: id; in; Indonesian; Bahasa Indonesia
      hi: hi; Hindi; हिन्दी
      fa: fa; Persian; Farsi; فارسی
      """;

  @Test
  void languageIsKnownByWhateverItIsCalled() {
    List<String> wrong = new ArrayList<>();
    KNOWN.strip().lines().forEach(line -> {
      String code = line.substring(0, 2);
      Stream.of(line.substring(4).split("; "))
          .filter(name -> !Languages.codeOf(name).equals(Optional.of(code)))
          .forEach(name -> wrong.add(name + " is " + Languages.codeOf(name) + ", not " + code));
    });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyLanguageIsKnownByItsCodeItsEnglishNameAndItsOwn() {
    List<String> wrong = new ArrayList<>();
    for (String code : Locale.getISOLanguages()) {
      String known = Languages.codeOf(code).orElse("");
      Locale language = Locale.of(code);
      for (String name : List.of(language.getDisplayLanguage(Locale.ENGLISH), language.getDisplayLanguage(language))) {
        if (!Languages.codeOf(name).equals(Optional.of(known))) {
          wrong.add(code + ": " + name + " is " + Languages.codeOf(name));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsNoLanguageIsNone() {
    for (String none : List.of("", " ", "-", "unknown", "Klingonese", "xx", "qqq", "C++", "Cobol", "12")) {
      assertThat(Languages.codeOf(none)).as(none).isEmpty();
    }
    assertThat(Languages.codeOf(null)).isEmpty();
  }

  @Test
  void longTextsAreReadInNoTime() {
    assertThat(Languages.codeOf("German ".repeat(140_000))).isEmpty();
    assertThat(Languages.codeOf(",".repeat(1_000_000))).isEmpty();
    assertThat(Languages.codeOf("de," + "en,".repeat(300_000))).contains("de");
  }
}
