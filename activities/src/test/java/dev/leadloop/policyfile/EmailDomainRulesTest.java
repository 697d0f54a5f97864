package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import dev.leadloop.scoring.Conditions;
import java.net.IDN;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that name mail domains find the leads of those domains, however either is written. */
class EmailDomainRulesTest {
  private static final List<String> DOMAINS = List.of(
      "acme.example", "acme.co.uk", "mail.acme.example", "a-b.example", "www-systems.example", "www.example", "x1.museum",
      "bücher.example", "žluťoučký.example", "пример.example", "例え.テスト", "münchen.example", "société.example", "ñandú.example",
      "öl-und-gas.example", "łódź.example", "δοκιμή.example", "한국.example");
  private static final List<UnaryOperator<String>> WRITINGS = List.of(
      name -> name, name -> name.toUpperCase(Locale.ROOT), name -> name + ".", name -> "@" + name, name -> "http://" + name,
      name -> "HTTPS://" + name + "/", name -> "https://" + name + "/about?us#here", name -> "https://" + name + ":8443",
      name -> "  " + name + " ", IDN::toASCII, name -> IDN.toASCII(name).toUpperCase(Locale.ROOT));
  private static final List<UnaryOperator<String>> ADDRESSES =
      List.of(name -> "kim@" + name, name -> "Kim@" + name.toUpperCase(Locale.ROOT), name -> " kim@" + IDN.toASCII(name));

  @Test
  void aDomainIsFoundHoweverItAndTheAddressAreWritten() {
    for (String domain : DOMAINS) {
      for (UnaryOperator<String> writing : WRITINGS) {
        var rule = PolicyTexts.read(document("in: ['" + writing.apply(domain) + "']"), 1).negatives().get(0).when();
        for (UnaryOperator<String> address : ADDRESSES) {
          assertThat(Conditions.holds(rule, lead(address.apply(domain)), List.of(), Instant.EPOCH))
              .as(writing.apply(domain) + " for " + address.apply(domain)).isTrue();
        }
        for (String other : DOMAINS) {
          assertThat(Conditions.holds(rule, lead("kim@" + other), List.of(), Instant.EPOCH)).as(domain + " for " + other)
              .isEqualTo(other.equals(domain));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "localhost", "kim@acme.example", "acme example", "acme..example", ".example", "http://", "@",
      "127.0.0.1", "*.acme.example", "acme.example, other.example", "-acme.example", "acme_.example", "ftp://acme.example"})
  void whatIsNoDomainIsRefusedAtItsLineWithWhatToWrite(String none) {
    String document = document("in: ['" + none + "']");
    assertThat(errors(document)).singleElement().satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(lineOf(document));
      assertThat(problem.message()).isEqualTo("'" + none + "' is no domain; give one like acme.example");
    });
  }

  @Test
  void aDomainThatIsReadTwoWaysIsAskedForInItsRegisteredForm() {
    assertThat(errors(document("in: [straße.example]"))).singleElement().satisfies(problem ->
        assertThat(problem.message()).startsWith("'straße.example' has a letter").endsWith("begins with xn--"));
    assertThat(errors(document("in: [xn--strae-oqa.example]"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bücher", "@acme", "http://acme", "acme example", "acme_"})
  void aPartThatNoDomainHasIsWarnedOf(String part) {
    String document = document("contains: ['" + part + "']");
    assertThat(PolicyFiles.warnings(document)).filteredOn(warning -> warning.line() == lineOf(document))
        .singleElement().satisfies(warning -> assertThat(warning.message()).startsWith("no domain has '" + part + "' in it"));
    assertThat(PolicyFiles.warnings(document("contains: [Acme, acme.example, '9-5']")))
        .noneSatisfy(warning -> assertThat(warning.message()).contains("no domain has"));
  }

  private static List<Problem> errors(String document) {
    try {
      PolicyFiles.parse(document, 1, template -> true);
      return List.of();
    } catch (dev.leadloop.policyfile.yaml.InvalidPolicy invalid) {
      return invalid.problems();
    }
  }

  private static LeadProfile lead(String address) {
    String domain = MailDomains.domainOf(EmailAddresses.require(address));
    return new LeadProfile(false, EmailKind.BUSINESS, null, Company.UNKNOWN, null, null,
        new FirstTouch(null, null, null), Map.of(), MailConsent.UNKNOWN).withEmailDomain(domain);
  }

  private static String document(String comparison) {
    return PolicyFilesTest.SMALL.replace("{ fact: emailKind, in: [student] }", "{ fact: emailDomain, " + comparison + " }");
  }

  private static int lineOf(String document) {
    return (int) document.substring(0, document.indexOf("emailDomain")).lines().count();
  }
}
