package dev.leadloop.console.leads;

import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.text.CleanText;
import dev.leadloop.view.LeadViewStore;
import dev.leadloop.view.LeadViewStore.KeptView;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The views that somebody keeps or is shown by others. */
@Component
class LeadViews {
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_QUERY = 2_000;
  private static final int MOST = 50;

  private final LeadViewStore store;
  private final Clock clock;

  LeadViews(JdbcClient jdbc, Clock clock) {
    this.store = new LeadViewStore(jdbc);
    this.clock = clock;
  }

  /**
   * A view as the page shows it.
   *
   * @param mine whether whoever looks keeps it, and so may forget it
   * @param shown whether the list is shown that way just now
   */
  record Shown(long id, String name, String page, boolean shared, boolean mine, boolean shown) {}

  List<Shown> of(Caller caller, LeadAddress address) {
    String me = caller.principal().toString();
    return store.of(me).stream().map(view -> shown(view, me, address.query())).toList();
  }

  private static Shown shown(KeptView view, String me, String query) {
    return new Shown(
        view.id(), view.name(), view.query().isEmpty() ? "/leads" : "/leads?" + view.query(), view.shared(),
            view.owner().equals(me),
        view.query().equals(query));
  }

  void keep(Caller caller, String name, boolean shared, LeadAddress address) {
    String called = name.strip();
    if (called.isEmpty() || called.length() > LONGEST_NAME || CleanText.fault(called).isPresent()) {
      throw FieldError.in("name", "must have 1 to " + LONGEST_NAME + " characters; call the view something");
    }
    if (address.query().length() > LONGEST_QUERY) {
      throw FieldError.in("name", "cannot be given to a list that is asked for in so many words; ask for less");
    }
    if (!store.keep(caller.principal().toString(), called, shared, address.query(), clock.instant(), MOST)) {
      throw Problem.REFUSED.because("You keep " + MOST + " views already. Forget one first; nothing was changed.");
    }
  }

  boolean forget(Caller caller, long id) {
    return store.forget(caller.principal().toString(), id);
  }
}
