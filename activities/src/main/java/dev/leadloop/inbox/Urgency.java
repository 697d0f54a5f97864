package dev.leadloop.inbox;

import dev.leadloop.lifecycle.event.EventBody;

/**
 * In which line a row waits for its lead to be called for. A caller may have only so many rows of a kind in the first two
 * lines; what comes beyond is bulk, whatever it is.
 */
public enum Urgency {
  /** Somebody waits for it: an answer, an order, a lead that asks for sales itself. */
  DIRECT(0, 250),
  /** A signal, a lead or a change by itself. */
  SINGLE(1, 100),
  /** Many at once: imports, rollouts, campaigns, results, and what one caller has beyond the limits. */
  BULK(2, Integer.MAX_VALUE);

  private final int code;
  private final int mostOfACaller;

  Urgency(int code, int mostOfACaller) {
    this.code = code;
    this.mostOfACaller = mostOfACaller;
  }

  /** How many rows of one kind a caller may have in this line. */
  public int mostOfACaller() {
    return mostOfACaller;
  }

  /** As the record writes it. */
  public int code() {
    return code;
  }

  static Urgency ofCode(int code) {
    for (Urgency urgency : values()) {
      if (urgency.code == code) {
        return urgency;
      }
    }
    throw new IllegalStateException("The record holds the unknown urgency " + code);
  }

  /** What an event is by itself; a signal that asks for sales is found when it is stored. */
  public static Urgency of(EventBody body) {
    return switch (body) {
      case EventBody.Entered entered -> historyIf(entered.imported());
      case EventBody.ProfileChanged changed -> historyIf(changed.imported());
      case EventBody.Engaged engaged -> historyIf(engaged.imported());
      case EventBody.Answer answer -> DIRECT;
      case EventBody.Contacted contacted -> DIRECT;
      case EventBody.OutcomeReported outcome -> DIRECT;
      case EventBody.ReviewDecided review -> DIRECT;
      case EventBody.Reopened reopened -> DIRECT;
      case EventBody.OwnerAway away -> DIRECT;
      case EventBody.OwnerLeft left -> DIRECT;
      case EventBody.SomebodyCame came -> DIRECT;
      case EventBody.StopDoubtSettled settled -> DIRECT;
      case EventBody.ErasureAsked erasure -> DIRECT;
      case EventBody.NurtureOrdered ordered -> SINGLE;
      case EventBody.MailOrdered ordered -> SINGLE;
      case EventBody.SignalVoided voided -> SINGLE;
      case EventBody.AccountTold told -> SINGLE;
      case EventBody.Suppressed suppressed -> SINGLE;
      case EventBody.SuppressionLifted lifted -> SINGLE;
      case EventBody.ConsentChanged consent -> SINGLE;
      case EventBody.MayAskToStop doubt -> SINGLE;
      case EventBody.PastTold past -> BULK;
      case EventBody.SendSettled settled -> BULK;
      case EventBody.SendHeld held -> BULK;
      case EventBody.SequenceResumed resumed -> BULK;
      case EventBody.RolledOut rollout -> BULK;
    };
  }

  private static Urgency historyIf(boolean imported) {
    return imported ? BULK : SINGLE;
  }
}
