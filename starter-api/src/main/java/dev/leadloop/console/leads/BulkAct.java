package dev.leadloop.console.leads;

import dev.leadloop.bulkorders.What;
import dev.leadloop.console.OrderForm;
import dev.leadloop.orders.Order;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.AccessTable;
import dev.leadloop.security.Caller;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may be ordered for the leads of a list. */
enum BulkAct {
  NURTURE,
  REASSIGN,
  REOPEN,
  SUPPRESS;

  private static final String FORM = "/leads/bulk/orders/";

  /** As addresses and messages name it. */
  public String called() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is ordered. */
  public String path() {
    return FORM + called();
  }

  /** Those that the access table opens to whoever looks. */
  static List<BulkAct> openTo(Caller caller) {
    return Arrays.stream(values()).filter(act -> AccessTable.maySend(caller.role(), act.path())).toList();
  }

  /** That of a form that was sent there. */
  static BulkAct at(String path) {
    return Arrays.stream(values()).filter(act -> act.path().equals(path)).findFirst()
        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such order for many leads."));
  }

  /** What is ordered by a form of it. */
  What what(BulkForm form) {
    return switch (this) {
      case NURTURE -> new What.Told(new Order.StartNurture(OrderForm.given(form.sequence()), form.again()));
      case REASSIGN -> new What.Told(new Order.Reassign(null, OrderForm.given(form.toRep()), OrderForm.given(form.note())));
      case REOPEN -> new What.Told(new Order.Reopen(reason(form), OrderForm.given(form.note())));
      case SUPPRESS -> new What.Suppress(reason(form));
    };
  }

  private static String reason(BulkForm form) {
    return OrderForm.word(form.reason());
  }

  /** Whether whoever orders it has to give a reason. */
  public boolean wantsReason() {
    return this == REOPEN || this == SUPPRESS;
  }
}
