package dev.leadloop.console;

import dev.leadloop.desk.RepStore;
import dev.leadloop.people.Users;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everybody whom pages call by name: the people of sales, and whoever signs in. */
@Component
public final class KnownPeople {
  private final RepStore reps;
  private final Users users;

  KnownPeople(RepStore reps, Users users) {
    this.reps = reps;
    this.users = users;
  }

  /** As they are called now. */
  public People now() {
    return now(reps.all());
  }

  /** The same where the people of sales were read already. */
  public People now(List<RepStore.Rep> roster) {
    return new People(roster, users.all());
  }

  /** The people of sales. */
  public List<RepStore.Rep> roster() {
    return reps.all();
  }
}
