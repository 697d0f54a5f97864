package dev.leadloop.bulkorders;

import dev.leadloop.bulk.BulkOrder;
import dev.leadloop.bulk.BulkOrder.Content;
import dev.leadloop.bulk.BulkOrderStore;
import dev.leadloop.bulk.BulkOrders;
import dev.leadloop.bulk.BulkPreview;
import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.desk.RepStore;
import dev.leadloop.finding.LeadFinder;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.naming.NearestName;
import dev.leadloop.orders.Order;
import dev.leadloop.orders.Orders;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.security.CallerKeys;
import dev.leadloop.store.Json;
import dev.leadloop.worker.RepeatingTasks;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/** Takes one order for many leads: says beforehand what would become of it, and gives it once however often it is sent. */
@Component
public class BulkDesk {
  private static final int ID_LENGTH = 24;
  private static final String SUPPRESS = "suppress";

  private final BulkOrders bulk;
  private final BulkOrderStore store;
  private final LeadFinder finder;
  private final Orders orders;
  private final PolicyCatalog policies;
  private final RepStore reps;
  private final CallerKeys keys;
  private final InboxBell bell;
  private final RepeatingTasks bulkOrderTask;

  BulkDesk(
      BulkOrders bulk, BulkOrderStore store, LeadFinder finder, Orders orders, PolicyCatalog policies, RepStore reps,
      CallerKeys keys, InboxBell bell, RepeatingTasks bulkOrderTask) {
    this.bulk = bulk;
    this.store = store;
    this.finder = finder;
    this.orders = orders;
    this.policies = policies;
    this.reps = reps;
    this.keys = keys;
    this.bell = bell;
    this.bulkOrderTask = bulkOrderTask;
  }

  /** What would become of it now; ends the call where it cannot be ordered. */
  public BulkPreview preview(ManyLeads many, What what, Caller caller) {
    Content content = content(what);
    return bulk.preview(leads(many, caller), content.body(), caller.principal());
  }

  /**
   * Gives it; ends the call where it cannot be.
   *
   * @param expected for how many leads it was looked at beforehand: where they are not as many by now nothing is done; null
   *     where nobody looked
   * @param key names it among those of whoever gives it, so that given again it does nothing twice; null makes a new one
   */
  public BulkOrder give(ManyLeads many, What what, @Nullable Integer expected, Caller caller, @Nullable String key) {
    Content content = content(what);
    String id = (key == null ? UUID.randomUUID().toString().replace("-", "") : keys.kept(caller.principal(), "bulk " + key))
        .substring(0, ID_LENGTH);
    String asked = DigestUtils.md5DigestAsHex(Json.write(List.of(content, many)).getBytes(StandardCharsets.UTF_8));
    BulkOrder given = store.find(id).isPresent()
        ? again(id, asked, content, caller)
        : fresh(id, asked, content, many, expected, caller);
    bulkOrderTask.wake();
    bell.wake();
    return given;
  }

  private BulkOrder again(String id, String asked, Content content, Caller caller) {
    return bulk.open(id, asked, content, List.of(), caller.principal()).orElseThrow(BulkDesk::keyUsed);
  }

  private BulkOrder fresh(
      String id, String asked, Content content, ManyLeads many, @Nullable Integer expected, Caller caller) {
    List<String> leads = leads(many, caller);
    if (expected != null && expected != leads.size()) {
      throw Problem.REFUSED.because(String.format(
          Locale.ROOT, "Nothing was changed: %,d leads are like that by now, and you were shown %,d. Look at them again.",
          leads.size(), expected));
    }
    return bulk.open(id, asked, content, leads, caller.principal()).orElseThrow(BulkDesk::keyUsed);
  }

  private static RuntimeException keyUsed() {
    return Problem.IDEMPOTENCY_MISMATCH.because(
        "You used this key for another bulk order. Nothing was changed; use a new key for a new one.");
  }

  /** Stops it for good; ends the call where there is none of that id. */
  public BulkOrder stop(String id, Caller caller) {
    one(id);
    return bulk.stop(id, caller.principal());
  }

  /** The one of that id; ends the call where there is none. */
  public BulkOrder one(String id) {
    return store.find(id).orElseThrow(
        () -> Problem.NOT_FOUND.because("There is no bulk order '" + id + "'. GET /api/v1/bulk-orders lists the newest."));
  }

  /** The leads that are meant and that the caller may look at; ends the call where there are none, or too many. */
  private List<String> leads(ManyLeads many, Caller caller) {
    List<String> chosen = many.chosen();
    Map<String, String> filter = many.filter();
    if ((chosen == null) == (filter == null)) {
      throw FieldError.in("leadIds", "or 'filter' is needed, and not both: name the leads, or say how they are found");
    }
    List<String> leads = chosen == null ? found(filter == null ? Map.of() : filter, caller) : named(chosen);
    if (leads.isEmpty()) {
      throw chosen == null ? FieldError.in("filter", "finds no lead; leave something of it out")
          : FieldError.in("leadIds", "names no lead; choose some first");
    }
    if (leads.size() > BulkOrders.MOST) {
      throw FieldError.in(chosen == null ? "filter" : "leadIds", String.format(Locale.ROOT,
          "means more than %,d leads; ask for fewer at a time, or start a campaign for a segment", BulkOrders.MOST));
    }
    return leads;
  }

  private List<String> found(Map<String, String> filter, Caller caller) {
    for (String name : filter.keySet()) {
      if (!LeadFinder.FILTERS.contains(name)) {
        throw FieldError.in("filter." + name, NearestName.among(name, LeadFinder.FILTERS));
      }
    }
    return finder.ids(new HashMap<>(filter), BulkOrders.MOST + 1, caller);
  }

  private List<String> named(List<String> chosen) {
    List<String> once = List.copyOf(new LinkedHashSet<>(chosen));
    if (once.size() > BulkOrders.MOST) {
      return once;
    }
    List<String> known = bulk.known(once.stream().filter(LeadId::isOne).toList());
    if (known.size() < once.size()) {
      String stranger = once.stream().filter(lead -> !known.contains(lead)).findFirst().orElseThrow();
      throw FieldError.in("leadIds", "names '" + stranger + "', and no lead has this id; take it out");
    }
    return known;
  }

  private Content content(What what) {
    return switch (what) {
      case What.Suppress suppress -> {
        if (!suppress.reason().matches(SuppressionFile.REASON)) {
          throw FieldError.in("reason", SuppressionFile.REASON_HINT);
        }
        yield new Content(
            SUPPRESS, "suppress, since " + suppress.reason().replace('_', ' '), new EventBody.Suppressed(suppress.reason()),
            null);
      }
      case What.Told told -> {
        Order order = told.order();
        orders.wrongForm(order).ifPresent(wrong -> {
          throw FieldError.in(wrong.field(), wrong.message());
        });
        Orders.Told form = Orders.told(order);
        yield new Content(form.label(), words(order, form), form.body(), form.note());
      }
    };
  }

  private String words(Order order, Orders.Told told) {
    return switch (order) {
      case Order.StartNurture start -> start.sequence() == null
          ? "enrol in the sequence of their stage" : "enrol in '" + sequence(start.sequence()) + "'";
      case Order.Reassign reassign -> reassign.toRep() == null
          ? "reassign to whom routing chooses" : "reassign to " + rep(reassign.toRep());
      case Order.Reopen reopen -> "reopen, since " + reopen.reason().replace('_', ' ');
      default -> told.label();
    };
  }

  /** A sequence that no version has would be refused for every lead. */
  private String sequence(String id) {
    List<String> known = policies.latest().sequences().keySet().stream().sorted().toList();
    if (!known.contains(id)) {
      throw FieldError.in("sequence", NearestName.among(id, known));
    }
    return id;
  }

  private String rep(String id) {
    if (reps.find(id).isEmpty()) {
      throw FieldError.in("toRep", NearestName.among(id, reps.all().stream().map(RepStore.Rep::id).toList()));
    }
    return id;
  }
}
