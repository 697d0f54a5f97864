package dev.leadloop.account.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.lead.CompanyName;
import dev.leadloop.lead.text.RuleLines;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountKeyTest {

  @ParameterizedTest
  @CsvSource({
    "acme.com, acme.com",
    "ACME.com., acme.com",
    "mail.acme.com, acme.com",
    "a.b.c.d.emea.acme.com, acme.com",
    "acme.co.uk, acme.co.uk",
    "sales.acme.co.uk, acme.co.uk",
    "acme.com.au, acme.com.au",
    "eu.acme.com.br, acme.com.br",
    "acme.or.jp, acme.or.jp",
    "acme.github.io, acme.github.io",
    "team.acme.github.io, acme.github.io",
    "acme.myshopify.com, acme.myshopify.com",
    "mail.acme.example, acme.example",
    "acme.internal, acme.internal",
    "xn--mller-kva.de, xn--mller-kva.de",
    "post.xn--mller-kva.de, xn--mller-kva.de",
    "www.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
    "www.xn--85x722f.xn--fiqs8s, xn--85x722f.xn--fiqs8s",
    "acme.city.kawasaki.jp, city.kawasaki.jp",
    "outlook-consulting.de, outlook-consulting.de",
  })
  void anOwnDomainIsTakenToWhatWasRegistered(String domain, String registered) {
    AccountKey key = AccountKey.of("ada@" + domain, null).orElseThrow();
    assertThat(key.kind()).isEqualTo(Kind.DOMAIN);
    assertThat(key.name()).isEqualTo(registered);
    assertThat(key.because()).isEqualTo("the address is of the company's own domain " + registered);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "gmail.com", "googlemail.com", "yahoo.co.uk", "yahoo.com.br", "outlook.de", "hotmail.fr", "gmx.at", "web.de", "t-online.de",
    "comcast.net", "qq.com", "163.com", "naver.com", "seznam.cz", "wp.pl", "mail.ru", "yandex.kz", "proton.me", "rediffmail.com",
    "icloud.com", "me.com", "mailinator.com", "a.mailinator.com", "tampabay.rr.com", "mit.edu", "student.ethz.ch", "ox.ac.uk",
    "student.ox.ac.uk", "co.uk", "com", "github.io", "com.br", "tokyo.jp", "localhost", "", ".", "..", "a..b", "-.-", "münchen",
  })
  void mailboxesOfAnybodyPlacesOfLearningAndEndingsAreNobodysAccount(String domain) {
    assertThat(AccountKey.of("ada@" + domain, null)).isEmpty();
    assertThat(AccountKey.of("ada@" + domain, "n/a")).isEmpty();
    assertThat(AccountKey.of("ada@" + domain, "Acme Inc").orElseThrow())
        .isEqualTo(AccountKey.ofCompany("Acme Inc").orElseThrow());
  }

  @Test
  void aDomainGoesBeforeANameAndTheNameIsRead() {
    AccountKey one = AccountKey.of("ada@acme.com", "Acme Inc.").orElseThrow();
    AccountKey other = AccountKey.of("bo@acme.de", "Acme Inc.").orElseThrow();
    assertThat(one.accountId()).isNotEqualTo(other.accountId());
    assertThat(one.label()).isEqualTo("Acme Inc.");
    assertThat(one.accountId()).isEqualTo(AccountKey.of("bo@uk.acme.com", "Something else").orElseThrow().accountId());
    assertThat(AccountKey.of(null, " Acme, Inc. ").orElseThrow().because()).isEqualTo("the company was given as Acme, Inc.");
    assertThat(AccountKey.of(null, null)).isEmpty();
  }

  /** Every form of the list, alone, with another and written as people write it; but not those that are names as well. */
  @Test
  void aLegalFormAloneIsNoCompany() {
    List<String> names = List.of("sas", "se", "bt", "ee", "eg", "cic", "ba", "da", "pt", "psa", "sca", "scs", "pfa", "mei", "ad",
        "asa", "est", "ike", "og", "op", "gk");
    List<String> forms = new ArrayList<>(List.of("株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사", "유한회사", "(株)",
        "(有)", "(주)", "㈱", "（株）", "株式会社 株式会社"));
    RuleLines.of(CompanyNames.class, "legal-forms.txt").forEach(line -> forms.addAll(List.of(line.data().split(", "))));
    assertThat(forms).hasSizeGreaterThan(250);
    for (String form : forms) {
      boolean isName = names.contains(form.replace(".", "").replace("/", "").replace(" ", "").toLowerCase(Locale.ROOT));
      for (String written : List.of(form, form.toUpperCase(Locale.ROOT), " " + form + ".", "\"" + form + "\"", form + ",")) {
        if (!isName) {
          assertThat(AccountKey.of(null, written)).as(written).isEmpty();
          assertThat(AccountKey.of(null, written + " Co., Ltd.")).as(written + " Co., Ltd.").isEmpty();
          assertThat(AccountKey.of(null, written + " & Co. KG")).as(written + " & Co. KG").isEmpty();
        }
        assertThat(AccountKey.of(null, "Acme " + written).orElseThrow().name()).as("Acme " + written).startsWith("acme");
      }
    }
    names.forEach(name -> assertThat(AccountKey.of(null, name.toUpperCase(Locale.ROOT) + " Ltd")).as(name).isPresent());
    for (String company : List.of("Limited Edition", "Inc Magazine", "AG Insurance", "Kompany", "Company of Heroes", "SAS",
        "BT Group plc", "Ltd Commodities", "3M Co", "Co-op", "Company3")) {
      assertThat(AccountKey.of(null, company)).as(company).isPresent();
    }
  }

  /** A domain and a company of the same letters are two accounts. */
  @Test
  void idsTellKindsApart() {
    assertThat(AccountKey.ofDomain("acme.com").orElseThrow().accountId())
        .isNotEqualTo(new AccountKey(Kind.COMPANY, "acme.com", "", "").accountId());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Acme|ACME|acme|  Acme  |Acme Inc|Acme, Inc.|ACME INC|Acme GmbH|Acme Ltd|Acme Ltd.|Acme Limited|The Acme Company|Acme Corp."
        + "|Acme Corporation|Acme S.A.|Acme S.p.A.|Acme S.r.l.|ACME B.V.|Acme N.V.|Acme AG|Acme GmbH & Co. KG|Acme A/S|Acme AB"
        + "|Acme Oy|Acme Pty Ltd|Acme Pvt. Ltd.|Acme Pte Ltd|Acme Sdn. Bhd.|PT Acme Tbk|Acme Co., Ltd."
        + "|Acme Sp. z o.o.|Acme s.r.o."
        + "|Acme Kft.|Acme d.o.o.|OOO Acme|Acme A.Ş.|Acme Ltd. Şti.|Acme S.A. de C.V.|Acme Ltda|Acme LLC|ACME L.L.C.|Acme PLC"
        + "|Acme K.K.|Acme株式会社|株式会社Acme|（株）Acme|㈱Acme|Acme UG (haftungsbeschränkt)|Acme\u00a0Inc|Ａｃｍｅ|Acme\u200b Inc"
        + "|Acmé|\"Acme\"|Acme!|Acme SE & Co. KGaA|Acme Inc. Ltd.|Acme - GmbH",
    "Müller|Muller|MÜLLER GmbH|Mu\u0308ller|müller gmbh & co. kg",
    "O'Neil|O’Neil|ONeil Inc|O`Neil",
    "Procter & Gamble|Procter and Gamble|PROCTER AND GAMBLE CO|Procter&Gamble Company|The Procter & Gamble Company",
    "Straße 7|STRASSE 7|Strasse 7 GmbH",
    "Łódź Søft|Lodz Soft|LODZ SOFT Sp. z o.o.",
    "Ромашка|ООО Ромашка|ООО «Ромашка»|РОМАШКА",
    "华为|华为有限公司|华为股份有限公司",
    "삼성전자|삼성전자 주식회사|주식회사 삼성전자|(주)삼성전자",
    "บริษัทกลาง|บริษัทกลาง Ltd",
    "AT&T|AT & T|at&t inc.",
    "A.B.C. Tools|ABC Tools",
  })
  void formsCaseAccentsAndSignsMakeNoOtherCompany(String same) {
    Set<String> names = new HashSet<>();
    for (String given : same.split("\\|")) {
      names.add(AccountKey.ofCompany(given).map(AccountKey::name).orElse("none: " + given));
    }
    assertThat(names).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Acme|Acme Labs|Acme Group|Acme Holding|Acme 2|Acmes|Ac me|Acme Software GmbH|Best Acme",
    "C++|C|C Labs|C# Labs",
    "SAS|SAP SE|SE|AG Insurance|Inc Magazine|Limited Edition|Kompany",
    "ไม้|ไม",
    "ガス|カス", "हिन्दी|हनद",
  })
  void otherNamesAreOtherCompanies(String different) {
    List<String> names = new ArrayList<>();
    for (String given : different.split("\\|")) {
      AccountKey.ofCompany(given).ifPresent(key -> names.add(key.name()));
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void whoNamesNoCompanyHasNone() {
    List<String> given = new ArrayList<>(CompanyName.NOBODYS);
    given.addAll(List.of(
        "N/A.", "None!", "  self-employed ", "FREELANCE", "---", "?", "...", "x", "&", "Private", "Company", "GmbH", "Inc.",
        "the", "\u200b", "💥", "no company", "Self Employed"));
    assertThat(given).allSatisfy(name -> assertThat(AccountKey.ofCompany(name)).as(name).isEmpty());
  }

  /** Whatever comes in: the same answer again, no more than a name's length, and in no time. */
  @Test
  void hostileTextsAreReadInNoTime() {
    Random random = new Random(11);
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (String unit : List.of("a.", "GmbH ", ".", "株式会社", "a\u0301", "&", "\ud83d", "co ", "the ", "(株)", "xn--", "\u202e")) {
      for (int length : List.of(1, 64, 253, 254, 299, 300, 301, 100_000)) {
        String text = unit.repeat(length).substring(0, Math.min(length, unit.length() * length));
        AccountKey.of("a@" + text, text).ifPresent(key -> assertThat(key.name().length()).isLessThan(1_200));
        AccountKey.of(text, null);
      }
    }
    for (int i = 0; i < 3_000; i++) {
      String text = random.ints(random.nextInt(40), 1, 0x3000).mapToObj(Character::toString).reduce("", String::concat);
      AccountKey.ofCompany(text).ifPresent(key -> assertThat(AccountKey.ofCompany(key.name()).map(AccountKey::name))
          .as("%s", key.name()).satisfiesAnyOf(
              again -> assertThat(again).contains(key.name()), again -> assertThat(again).isEmpty()));
      assertThat(AccountKey.ofCompany(text)).isEqualTo(AccountKey.ofCompany(text));
    }
    assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun))
        .isLessThan(Duration.ofSeconds(10));
  }

  /** However deep below, and in whatever case: one company. A name before it changes nothing but what people read. */
  @Test
  void allBelowARegisteredDomainAreOneAccount() {
    Random random = new Random(7);
    for (String root : List.of("acme.com", "acme.co.uk", "acme.com.tr", "acme.io", "acme.de", "acme.gov.au")) {
      String own = AccountKey.ofDomain(root).orElseThrow().accountId();
      StringBuilder domain = new StringBuilder(root);
      for (int depth = 0; depth < 12; depth++) {
        domain.insert(0, Integer.toString(random.nextInt(1_000_000), 36) + "x.");
        String written = random.nextBoolean() ? domain.toString() : domain.toString().toUpperCase(Locale.ROOT);
        assertThat(AccountKey.of("a@" + written, "Any Ltd").orElseThrow().accountId()).as(written).isEqualTo(own);
      }
    }
  }
}
