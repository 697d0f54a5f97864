package dev.leadloop.measures.catalogue;

import dev.leadloop.policy.scoring.QualifiedBy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a measure is counted: over which rows of the facts, and what of each. */
public sealed interface Counting {

  /** The rows that are counted, which say by what they can be cut. */
  Rows rows();

  /** What is told of the rows. */
  Telling telling();

  /** What a row is. */
  enum Rows {
    LEADS,
    HANDOFFS,
    VISITS,
    MAILS,
    DRAWS,
    ENROLMENTS
  }

  /** What is told of rows. */
  enum Telling {
    /** How many there are. */
    COUNT,
    /** How many came so far of all, those that still may among them. */
    COHORT_SHARE,
    /** How many of those of which it is known by now. */
    SETTLED_SHARE,
    /** How long it took, with those that still wait. */
    TIME,
    /** What they are worth. */
    MONEY
  }

  /**
   * Leads that came to a step.
   *
   * @param by only those that became ready by that; null for all
   */
  record Reaching(Step step, @Nullable QualifiedBy by) implements Counting {
    @Override
    public Rows rows() {
      return Rows.LEADS;
    }

    @Override
    public Telling telling() {
      return Telling.COUNT;
    }
  }

  /** Of leads that came to one step, those that came to another, or beyond it, at that time or later. */
  record Going(Step from, Step to) implements Counting {
    @Override
    public Rows rows() {
      return Rows.LEADS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** How long leads took from one step to another, or beyond it. */
  record Taking(Step from, Step to) implements Counting {
    @Override
    public Rows rows() {
      return Rows.LEADS;
    }

    @Override
    public Telling telling() {
      return Telling.TIME;
    }
  }

  /** What share of handoffs went so. */
  record Handled(Handling how) implements Counting {
    @Override
    public Rows rows() {
      return Rows.HANDOFFS;
    }

    @Override
    public Telling telling() {
      return Telling.SETTLED_SHARE;
    }
  }

  /** What is asked of a handoff. */
  enum Handling {
    ACCEPTED,
    IN_TIME,
    SILENT
  }

  /** Handoffs that sales said no to, by when it said so. */
  record Refused() implements Counting {
    @Override
    public Rows rows() {
      return Rows.HANDOFFS;
    }

    @Override
    public Telling telling() {
      return Telling.COUNT;
    }
  }

  /** How long a part of answering a handoff took. */
  record Answering(Part part) implements Counting {
    @Override
    public Rows rows() {
      return Rows.HANDOFFS;
    }

    @Override
    public Telling telling() {
      return Telling.TIME;
    }
  }

  /** Parts of the way from a signal to somebody of sales being in touch. */
  enum Part {
    /** From the signal to the notice. */
    SYSTEM,
    /** From the notice to the answer, on the wall. */
    REP,
    /** From the notice to the answer, in business time without pauses. */
    REP_BUSINESS,
    /** From being assigned to the first contact. */
    CONTACT
  }

  /** Of the times that leads were given back by sales, those after which they came to a step again, before the next time. */
  record ComingBack(Step to) implements Counting {
    @Override
    public Rows rows() {
      return Rows.VISITS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** Of stays in stages, those that ended without a step forward. */
  record DroppingOff() implements Counting {
    @Override
    public Rows rows() {
      return Rows.VISITS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** What leads were worth as they came to a step. */
  record Worth(Step step) implements Counting {
    @Override
    public Rows rows() {
      return Rows.VISITS;
    }

    @Override
    public Telling telling() {
      return Telling.MONEY;
    }
  }

  /** What share of the mails that were sent had that result. */
  record Mailed(Result result) implements Counting {
    @Override
    public Rows rows() {
      return Rows.MAILS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** What may become of a mail. */
  enum Result {
    DELIVERED,
    CLICKED,
    ANSWERED,
    UNSUBSCRIBED,
    COMPLAINED
  }

  /** Of the draws of splits, those after which the lead came to a step. */
  record Drawn(Step to) implements Counting {
    @Override
    public Rows rows() {
      return Rows.DRAWS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** Of the leads that began a sequence, those that came to a step, or beyond it, at that time or later. */
  record Enrolled(Step to) implements Counting {
    @Override
    public Rows rows() {
      return Rows.ENROLMENTS;
    }

    @Override
    public Telling telling() {
      return Telling.COHORT_SHARE;
    }
  }

  /** By what these rows can be cut, in the order in which it is told. */
  default List<Cut> cuts() {
    return Arrays.stream(Cut.values()).filter(cut -> cut.of(rows())).toList();
  }
}
