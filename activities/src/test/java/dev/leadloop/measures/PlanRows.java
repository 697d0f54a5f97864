package dev.leadloop.measures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** A connection that has each query explained as it runs, with its parameters, and counts the rows within its plan. */
final class PlanRows {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Connection behind;
  private double rows;

  /** A call that gives a statement a parameter. */
  private record Given(Method setter, Object[] values) {}

  PlanRows(Connection behind) {
    this.behind = behind;
  }

  /** How many rows there were since the last time. */
  double taken() {
    double taken = rows;
    rows = 0;
    return taken;
  }

  Connection connection() {
    return (Connection) Proxy.newProxyInstance(
        PlanRows.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, values) -> {
          Object answer = call(behind, method, values);
          return method.getName().equals("prepareStatement") && values.length == 1
              ? explained((PreparedStatement) answer, (String) values[0])
              : answer;
        });
  }

  private PreparedStatement explained(PreparedStatement statement, String query) {
    List<Given> given = new ArrayList<>();
    return (PreparedStatement) Proxy.newProxyInstance(
        PlanRows.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, (self, method, values) -> {
          if (method.getName().equals("executeQuery")) {
            explain(query, given);
          } else if (method.getName().startsWith("set") && values != null && values.length > 1) {
            given.add(new Given(method, values));
          }
          return call(statement, method, values);
        });
  }

  private void explain(String query, List<Given> given) throws Throwable {
    try (PreparedStatement explain = behind.prepareStatement("explain (analyze, timing off, format json) " + query)) {
      for (Given one : given) {
        call(explain, one.setter(), one.values());
      }
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        rows += rows(MAPPER.readTree(plan.getString(1)).get(0).get("Plan"));
      }
    }
  }

  private static double rows(JsonNode node) {
    double own = 0;
    for (String which : List.of("Actual Rows", "Rows Removed by Filter", "Rows Removed by Join Filter",
        "Rows Removed by Index Recheck")) {
      own += node.path(which).asDouble(0);
    }
    own *= node.get("Actual Loops").asDouble();
    for (JsonNode part : node.path("Plans")) {
      own += rows(part);
    }
    return own;
  }

  private static Object call(Object target, Method method, Object[] values) throws Throwable {
    try {
      return method.invoke(target, values);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }
}
