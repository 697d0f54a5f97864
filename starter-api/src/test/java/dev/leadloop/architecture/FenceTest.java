package dev.leadloop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds where the engine and the database may be spoken to, in all four modules. */
class FenceTest {
  private static final List<Class<?>> STATEMENTS = List.of(
      Statement.class, JdbcClient.StatementSpec.class, JdbcClient.MappedQuerySpec.class, JdbcOperations.class,
      NamedParameterJdbcOperations.class);

  private static final DescribedPredicate<JavaClass> STORES =
      describe("are stores by their name, or parts of one", FenceTest::store);

  private static final ArchRule ONLY_TEMPORAL_KNOWS_TEMPORAL =
      noClasses().that().resideOutsideOfPackage("..temporal..")
          .should().dependOnClassesThat().resideInAPackage("io.temporal..");

  private static final ArchRule ONLY_STORES_MAKE_STATEMENTS =
      noClasses().that(not(STORES)).should().accessTargetWhere(describe("make or carry out statements", FenceTest::statement));

  private static final ArchRule ONLY_STORES_READ_ROWS =
      noClasses().that(not(STORES)).should().beAssignableTo(RowMapper.class)
          .orShould().beAssignableTo(ResultSetExtractor.class)
          .orShould().beAssignableTo(RowCallbackHandler.class);

  private final JavaClasses product = ProductClasses.imported();

  @Test
  void allModulesAreLookedAt() {
    assertThat(product).extracting(JavaClass::getSimpleName)
        .contains("LeadWorkflowImpl", "LeadStore", "WorkerApplication", "LeadloopApplication")
        .doesNotContain("FenceTest", "PureDomainTest");
  }

  @Test
  void onlyPackagesNamedTemporalKnowTemporal() {
    ONLY_TEMPORAL_KNOWS_TEMPORAL.check(product);
  }

  @Test
  void onlyStoresMakeStatements() {
    ONLY_STORES_MAKE_STATEMENTS.check(product);
  }

  @Test
  void onlyStoresReadRows() {
    ONLY_STORES_READ_ROWS.check(product);
  }

  @Test
  void whoeverPassesTheFenceIsFound() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class, Offender.Row.class, HonestStore.class);
    assertThat(found(ONLY_TEMPORAL_KNOWS_TEMPORAL, offender)).anyMatch(one -> one.contains("Offender.client("));
    assertThat(found(ONLY_STORES_MAKE_STATEMENTS, offender))
        .anyMatch(one -> one.contains("JdbcClient.sql("))
        .anyMatch(one -> one.contains("StatementSpec.update()"))
        .anyMatch(one -> one.contains("Connection.createStatement()"))
        .anyMatch(one -> one.contains("Statement.execute("))
        .noneMatch(one -> one.contains("HonestStore"));
    assertThat(found(ONLY_STORES_READ_ROWS, offender)).hasSize(1);
  }

  private static List<String> found(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  private static boolean store(JavaClass one) {
    return one.getSimpleName().endsWith("Store") || one.getEnclosingClass().filter(FenceTest::store).isPresent();
  }

  private static boolean statement(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getName();
    return STATEMENTS.stream().anyMatch(owner::isAssignableTo)
        || (owner.isAssignableTo(JdbcClient.class) && name.equals("sql"))
        || (owner.isAssignableTo(Connection.class) && (name.startsWith("prepare") || name.equals("createStatement")))
        || (owner.isAssignableTo(ResultSet.class) && name.equals("next"));
  }

  /** Breaks every rule above, so that a rule that has gone blind is noticed. */
  static final class Offender {
    io.temporal.client.WorkflowClient client(io.temporal.client.WorkflowClient client) {
      return client;
    }

    int asked(JdbcClient jdbc) {
      return jdbc.sql("select 1").update();
    }

    boolean prepared(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        return statement.execute("select 1");
      }
    }

    static final class Row implements RowMapper<String> {
      @Override
      public String mapRow(ResultSet row, int number) {
        return row.toString();
      }
    }
  }

  /** Does the same where it may. */
  static final class HonestStore {
    int asked(JdbcClient jdbc) {
      return jdbc.sql("select 1").update();
    }
  }
}
