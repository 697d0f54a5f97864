package dev.leadloop.policyfile.check;

import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.List;

/** Looks for one kind of thing that a policy can hardly mean. */
interface PolicyCheck {
  /** What it finds, each with its line. */
  List<Problem> look(Looked looked, DocumentLines lines);
}
