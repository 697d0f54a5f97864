package dev.leadloop.provider;

import dev.leadloop.bounce.BounceKind;
import dev.leadloop.bounce.BounceRules;
import dev.leadloop.bounce.Report.Delivery;
import dev.leadloop.bounce.Report.Recipient;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.provider.ProviderEvent.Kind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report means for the address that was mailed.
 *
 * @param code such as 5.1.1; null where the report gives none
 */
public record DeliveryVerdict(Kind kind, @Nullable String code) {
  /** From what says least against an address to what says most. */
  private static final List<Kind> BY_WEIGHT =
      List.of(Kind.OTHER, Kind.DELIVERED, Kind.DEFERRED, Kind.BLOCKED, Kind.SOFT_BOUNCE, Kind.HARD_BOUNCE);

  private static final Comparator<DeliveryVerdict> WEIGHT = Comparator.comparing(verdict -> BY_WEIGHT.indexOf(verdict.kind));

  /**
   * Of the recipients that are named, that address counts. Where it is not among them, as behind a list or where it is sent
   * on, one is as good as it, and of several the least that is said against any.
   */
  static DeliveryVerdict of(Delivery delivery, String address) {
    List<Recipient> named =
        delivery.recipients().stream().filter(one -> one.addresses().stream().anyMatch(name -> isSame(name, address))).toList();
    return named.isEmpty()
        ? delivery.recipients().stream().map(DeliveryVerdict::of).min(WEIGHT).orElseThrow()
        : named.stream().map(DeliveryVerdict::of).max(WEIGHT).orElseThrow();
  }

  private static boolean isSame(String named, String address) {
    return EmailAddresses.normalise(named).filter(address::equals).isPresent();
  }

  private static DeliveryVerdict of(Recipient one) {
    String code = BounceRules.code(one.status(), one.reason());
    return new DeliveryVerdict(kind(one), code.isEmpty() ? null : code);
  }

  private static Kind kind(Recipient one) {
    return switch (one.action()) {
      case DELIVERED -> Kind.DELIVERED;
      case DELAYED -> Kind.DEFERRED;
      case OTHER -> Kind.OTHER;
      // Given up for good, and nobody says why.
      case FAILED -> kind(BounceRules.judge(one.status(), one.reason()).orElse(BounceKind.HARD));
    };
  }

  /** What a bounce of that kind is in a report. */
  public static Kind kind(BounceKind kind) {
    return switch (kind) {
      case HARD -> Kind.HARD_BOUNCE;
      case SOFT -> Kind.SOFT_BOUNCE;
      case BLOCKED -> Kind.BLOCKED;
    };
  }
}
