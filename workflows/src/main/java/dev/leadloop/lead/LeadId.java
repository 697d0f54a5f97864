package dev.leadloop.lead;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The opaque identity of one lead; it carries nothing of the person and is safe to show anywhere. */
public record LeadId(@JsonValue String value) {
  private static final String WORKFLOW_PREFIX = "lead/";
  /** What an id may look like, as an expression. */
  public static final String FORM = "[0-9A-Za-z-]{1,64}";
  private static final Pattern COMPILED = Pattern.compile(FORM);

  @JsonCreator
  public LeadId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a lead id: '" + value + "'");
    }
  }

  /** Whether a text may be the id of a lead. */
  public static boolean isOne(String text) {
    return COMPILED.matcher(text).matches();
  }

  /** The id of the workflow that runs this lead. */
  public String workflowId() {
    return WORKFLOW_PREFIX + value;
  }

  /** The lead that a workflow id such as {@code lead/0192...} names. */
  public static LeadId ofWorkflowId(String workflowId) {
    if (!workflowId.startsWith(WORKFLOW_PREFIX)) {
      throw new IllegalArgumentException(
          "a Lead workflow's id is 'lead/<leadId>', but this one is '" + workflowId + "'");
    }
    return new LeadId(workflowId.substring(WORKFLOW_PREFIX.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
