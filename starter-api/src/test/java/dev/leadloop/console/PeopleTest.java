package dev.leadloop.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.RepStore;
import dev.leadloop.users.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** People are called by name wherever an id is told. */
class PeopleTest {
  private final People people = new People(
      List.of(new RepStore.Rep(
          "rep-1", "First", "rep1@vendor.example", "sales", false, true, null, null, RepStore.Work.FULL)),
      List.of(new User(
          "robin", "Robin Example", "robin@vendor.example", "ADMIN", null, null, true, 1, null, Instant.EPOCH,
          "admin:admin", null)));

  @Test
  void aRepGoesByNameAndIdAndAUserByName() {
    assertThat(people.by("rep:rep-1")).isEqualTo("First (rep-1)");
    assertThat(people.by("admin:user/robin")).isEqualTo("Robin Example, an administrator");
    assertThat(people.by("marketing:website")).as("a key has no other name").isEqualTo("marketing, key website");
    assertThat(people.by("leadloop")).isEqualTo("leadloop");
    assertThat(people.target("rep/rep-1")).isEqualTo("rep First (rep-1)");
    assertThat(people.target("user/robin")).isEqualTo("user Robin Example (robin)");
    assertThat(people.target("team/sales")).isEqualTo("team/sales");
  }

  @Test
  void aSentenceCallsEverybodyInItByName() {
    assertThat(people.inWords("taken over by rep:rep-1, then reassigned by admin:user/robin"))
        .isEqualTo("taken over by First (rep-1), then reassigned by Robin Example, an administrator");
    assertThat(people.inWords("stays with rep:rep-9")).isEqualTo("stays with rep-9");
  }
}
