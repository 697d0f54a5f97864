package dev.leadloop.proof;

import java.util.List;
import java.util.Map;

/** The people that the policies shipped with the product hand leads to. */
final class SalesTeam {
  static final List<String> REPS = List.of("rep-1", "rep-2", "rep-3");
  private static final String TEAM = "sales";

  private SalesTeam() {}

  static void open(ProductClient admin) {
    require(admin.put("/api/v1/teams/" + TEAM, Map.of("name", "Sales")));
    for (String rep : REPS) {
      require(admin.put("/api/v1/reps/" + rep,
          Map.of("name", "Rep " + rep, "email", rep + "@sales.example.com", "team", TEAM)));
    }
    require(admin.put("/api/v1/reps/manager",
        Map.of("name", "Manager", "email", "manager@sales.example.com", "team", TEAM, "manager", true)));
  }

  private static void require(ProductClient.Answer answer) {
    if (!answer.good()) {
      throw new AssertionError("the sales team could not be set up: " + answer);
    }
  }
}
