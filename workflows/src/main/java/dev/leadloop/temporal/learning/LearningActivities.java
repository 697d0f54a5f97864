package dev.leadloop.temporal.learning;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a learning reads what became of leads and keeps the model that comes of it. */
@ActivityInterface
public interface LearningActivities {
  /** Failure type of a learning that is not on record. */
  String UNKNOWN_LEARNING = "UnknownLearning";

  /** How far it is by the record; fails for good with type {@value #UNKNOWN_LEARNING} where there is none of that id. */
  @ActivityMethod
  LearningProgress learningProgress(String learningId);

  /** Learns from what was known when it was ordered, and keeps one model, unless that is done; returns what came of it. */
  @ActivityMethod
  LearningProgress learn(String learningId);

  /** Ends it without a model, unless it is done. */
  @ActivityMethod
  LearningProgress giveUp(String learningId, String why);
}
