package dev.leadloop.orders;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.text.AmountLimits;

/** What the fields of an order may hold, and how to say so; calls describe themselves by the same. */
public final class OrderLimits {
  /** The highest number of a handoff anybody gives. */
  public static final long CYCLE = 100_000;

  /** Characters of a note. */
  public static final int NOTE = 4_000;

  /** The form of a reason's code. */
  public static final String REASON_FORM = "[a-z][a-z0-9_]{0,63}";

  /** How to give a reason of the catalogue. */
  public static final String REASON_HINT = "must be a code of the policy's catalogue, such as no_budget";

  /** How to give a reason of one's own. */
  public static final String OWN_REASON_HINT = "must be a short word of your own in small letters, such as came_back";

  /** How to give a reason for a pause. */
  public static final String PAUSE_REASON_HINT = "must be a reason of the policy's 'pause', such as waiting_for_lead";

  /** The form of the id of a rep or a sequence. */
  public static final String ID_FORM = "[A-Za-z0-9._-]{1,64}";

  /** What is said of an id that no rep can have. */
  public static final String REP_HINT = "is not a rep's id";

  /** What is said of an id that no sequence can have. */
  public static final String SEQUENCE_HINT = "is not a sequence's id";

  /** The results sales reports. */
  public static final String RESULT_FORM = "opportunity|won|lost|recycled|disqualified";

  /** How to give one. */
  public static final String RESULT_HINT = "must be opportunity, won, lost, recycled or disqualified";

  /** The least amount of a deal. */
  public static final String LEAST_AMOUNT = AmountLimits.LEAST;

  /** The greatest amount of a deal. */
  public static final String MOST_AMOUNT = AmountLimits.MOST;

  /** Digits of an amount before its point. */
  public static final int AMOUNT_DIGITS = AmountLimits.DIGITS;

  /** Digits of an amount behind its point. */
  public static final int AMOUNT_FRACTION = AmountLimits.FRACTION;

  /** The form of a currency. */
  public static final String CURRENCY_FORM = EventBody.OutcomeReported.CURRENCY_FORM;

  /** How to give one. */
  public static final String CURRENCY_HINT = "must be an ISO 4217 code such as EUR";

  /** The ways a review is settled. */
  public static final String REVIEW_FORM = "qualify|dismiss";

  /** How to give one. */
  public static final String REVIEW_HINT = "must be qualify or dismiss";

  private OrderLimits() {}
}
