package dev.leadloop.email.address;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The 164 cases of the isemail suite. Every address it calls an error is refused but for white
 * space around it, which is trimmed; of those it calls valid or merely odd, the ones {@link
 * EmailAddresses} refuses on purpose are refused.
 */
class IsEmailVectorsTest {

  private static final Path VECTORS =
      Path.of(
          System.getProperty("leadloop.shared", "../../shared"),
          "data",
          "vectors",
          "isemail_tests.xml");

  private record Case(String address, String category, String diagnosis) {
    boolean accepted() {
      return EmailAddresses.normalise(address).isPresent();
    }
  }

  @Test
  void acceptsExactlyTheseMany() throws Exception {
    assertThat(acceptedByCategory(cases()))
        .isEqualTo(
            Map.of(
                "ISEMAIL_VALID_CATEGORY", "13 of 14",
                "ISEMAIL_DNSWARN", "6 of 8",
                "ISEMAIL_RFC5321", "0 of 16",
                "ISEMAIL_RFC5322", "0 of 30",
                "ISEMAIL_CFWS", "6 of 10",
                "ISEMAIL_DEPREC", "2 of 20",
                "ISEMAIL_ERR", "16 of 66"));
  }

  @Test
  void theValidOnesItRefusesHaveNoDotOrAOneLetterTopLevel() throws Exception {
    assertThat(cases())
        .filteredOn(
            it ->
                it.category().equals("ISEMAIL_VALID_CATEGORY")
                    || it.category().equals("ISEMAIL_DNSWARN"))
        .filteredOn(it -> !it.accepted())
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.address()).matches(".*@\\w+|.*\\.\\w"));
  }

  @Test
  void theFaultyOnesItAcceptsDifferOnlyByWhiteSpaceAroundThem() throws Exception {
    assertThat(cases())
        .filteredOn(
            it -> Set.of("ISEMAIL_CFWS", "ISEMAIL_DEPREC", "ISEMAIL_ERR").contains(it.category()))
        .filteredOn(Case::accepted)
        .hasSize(24)
        .allSatisfy(it -> assertThat(it.address()).isNotEqualTo("test@iana.org"))
        .allSatisfy(
            it -> assertThat(EmailAddresses.normalise(it.address())).contains("test@iana.org"));
  }

  private static Map<String, String> acceptedByCategory(List<Case> cases) {
    return cases.stream()
        .collect(
            groupingBy(
                Case::category, collectingAndThen(toList(), IsEmailVectorsTest::acceptedOf)));
  }

  private static String acceptedOf(List<Case> cases) {
    return cases.stream().filter(Case::accepted).count() + " of " + cases.size();
  }

  private static List<Case> cases() throws Exception {
    assumeTrue(
        Files.exists(VECTORS),
        () ->
            "Skipped: the isemail cases are not at "
                + VECTORS
                + "; give their folder by -Dleadloop.shared=...");
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(VECTORS.toFile());
    NodeList tests = document.getElementsByTagName("test");
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      cases.add(
          new Case(
              address(text(test, "address")), text(test, "category"), text(test, "diagnosis")));
    }
    assertThat(cases).hasSize(164);
    return cases;
  }

  /** The suite writes control characters as their Unicode symbols. */
  private static String address(String written) {
    StringBuilder address = new StringBuilder();
    written
        .codePoints()
        .map(c -> c >= 0x2400 && c <= 0x2421 ? c - 0x2400 : c)
        .forEach(address::appendCodePoint);
    return address.toString();
  }

  private static String text(Element test, String name) {
    NodeList found = test.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
