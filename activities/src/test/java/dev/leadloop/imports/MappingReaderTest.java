package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.leadloop.imports.mapping.Header;
import dev.leadloop.imports.mapping.ImportMapping;
import dev.leadloop.imports.mapping.ImportMapping.ColumnRule;
import dev.leadloop.imports.mapping.ImportRefused;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingReaderTest {

  @Test
  void everyPartOfAMappingIsRead() {
    ImportMapping mapping = MappingReader.read(
        """
        {"system": "crm", "timeZone": "Europe/Berlin", "separator": ";", "handoff": true, "unknown": ["n/a"],
         "columns": {"Id": "externalId", "Since": {"field": "touchedAt", "format": "dd.MM.yyyy"},
                     "Size": {"field": "companySize", "values": {"Select": null, "51-200": "125"}}},
         "constants": {"source": "fair"},
         "signals": [{"type": "session_start", "when": {"column": "Visits", "atLeast": 2},
                      "count": {"column": "Visits", "atMost": 5}, "occurredAt": "2026-01-31"}]}""");
    assertThat(mapping.system()).isEqualTo("crm");
    assertThat(mapping.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(mapping.separator()).isEqualTo(';');
    assertThat(mapping.handoff()).isTrue();
    assertThat(mapping.columns().get("Since")).isEqualTo(new ColumnRule("touchedAt", Map.of(), "dd.MM.yyyy", null));
    assertThat(mapping.columns().get("Size")).extracting(ColumnRule::values)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("Select", null).containsEntry("51-200", "125");
    assertThat(mapping.signals()).singleElement().satisfies(signal -> {
      assertThat(signal.count()).isEqualTo(new ImportMapping.Count("Visits", 5));
      assertThat(signal.occurredAt()).isNotNull();
    });
  }

  @Test
  void aMistypedFieldIsToldWithTheNearest() {
    assertRefused("{\"columns\": {\"Mail\": \"emial\"}}", "columns.\"Mail\"", "did you mean 'email'?");
  }

  @Test
  void aMistypedKeyIsToldWithTheNearest() {
    assertRefused("{\"colums\": {}}", "'colums' is not known", "did you mean 'columns'?");
  }

  @Test
  void aMappingWithoutIdentityIsRefused() {
    assertRefused("{\"columns\": {\"Name\": \"lastName\"}}", "mapped to email or externalId");
  }

  @Test
  void anExternalIdNeedsItsSystem() {
    assertRefused("{\"columns\": {\"Id\": \"externalId\"}}", "\"system\": \"crm\"");
  }

  @Test
  void aFieldIsFilledByOneColumn() {
    assertRefused("{\"columns\": {\"A\": \"email\", \"B\": \"email\"}}", "columns.\"B\"", "filled twice");
  }

  @Test
  void identityIsNeverAConstant() {
    assertRefused("{\"columns\": {}, \"constants\": {\"email\": \"a@example.com\"}}", "one lead of all rows");
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThatThrownBy(() -> MappingReader.read(
            """
            {"columns": {"Mail": "email", "Since": {"field": "touchedAt", "format": "qq#"}}, "timeZone": "Mars/Base",
             "signals": [{"type": "Page View", "when": {"column": "X"}, "count": {"column": "X", "atMost": 0}}]}"""))
        .asInstanceOf(type(ImportRefused.class))
        .extracting(ImportRefused::problems)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .hasSize(5)
        .allSatisfy(problem -> assertThat(problem).endsWith("."));
  }

  @Test
  void brokenJsonIsToldByItsPlace() {
    assertRefused("{\"columns\": {\n \"A\" \"email\"}}", "line 2");
    assertRefused("[]", "not a JSON object");
    assertRefused("{\"columns\": {\"A\": \"email\", \"A\": \"title\"}}", "not valid JSON");
    assertRefused("{\"columns\": {\"A\": \"email\"}}\n{\"columns\": {\"B\": \"email\"}}", "not valid JSON");
  }

  @Test
  void columnsTheFileDoesNotHaveAreToldWithTheNearest() {
    ImportMapping mapping = MappingReader.read("{\"columns\": {\"E-Mail\": \"email\"}}");
    assertThatThrownBy(() -> new Header(List.of("Email", "Name")).check(mapping)).hasMessageContaining("'Email'");
    assertThatThrownBy(() -> new Header(List.of("E-Mail;Name")).check(mapping)).hasMessageContaining("\"separator\"");
    assertThatThrownBy(() -> new Header(List.of("E-Mail", "x", " E-Mail ")).check(mapping))
        .hasMessageContaining("stands 2 times");
  }

  @Test
  void doubledAndNamelessColumnsThatAreNotMappedDoNoHarm() {
    ImportMapping mapping = MappingReader.read("{\"columns\": {\"E-Mail\": \"email\"}}");
    Header header = new Header(List.of("x", "E-Mail", "x", ""));
    header.check(mapping);
    assertThat(header.indexOf("E-Mail")).isEqualTo(1);
  }

  private static void assertRefused(String mapping, String... parts) {
    assertThatThrownBy(() -> MappingReader.read(mapping)).isInstanceOf(ImportRefused.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
  }
}
