package dev.leadloop.learning;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.RepeatingTasks;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What people order of the predictive score, by call and page; each act is on record. */
@Service
public class ScoreDesk {
  private final ModelDesk models;
  private final Learnings learnings;
  private final AuditTrail audit;
  private final RepeatingTasks learningTask;

  ScoreDesk(ModelDesk models, Learnings learnings, AuditTrail audit, RepeatingTasks learningTask) {
    this.models = models;
    this.learnings = learnings;
    this.audit = audit;
    this.learningTask = learningTask;
  }

  /** Has the score learned anew; where that is under way, it goes on. */
  public void learn(Caller caller) {
    audit.change(caller, () -> learnings.begin(caller.principal()),
        begun -> begun ? new Note("predictive_score_ordered", "predictive-score", Map.of()) : null);
    learningTask.wake();
  }

  /** Takes a version into use; false where there is none of that number. */
  public boolean use(int version, Caller caller) {
    return audit.change(caller, () -> models.use(version, caller.principal()),
        done -> done ? new Note("predictive_score_used", "predictive-score/" + version, Map.of()) : null);
  }
}
