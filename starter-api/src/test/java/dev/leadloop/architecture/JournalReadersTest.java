package dev.leadloop.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads the journal does so by a switch over all of its lines: a new line that gives the lead to somebody would pass
 * a chain of {@code instanceof} in silence.
 */
class JournalReadersTest {
  private final Collection<JavaClass> production = ProductClasses.imported();

  @Test
  void nothingPicksALineOfTheJournalByItsType() {
    assertThat(production).extracting(JavaClass::getName).contains("dev.leadloop.record.DecisionWriter");
    assertThat(picking(production)).isEmpty();
  }

  @Test
  void pickerIsFound() {
    Class<?>[] lines = JournalEntry.class.getDeclaredClasses();
    Class<?>[] asked = Stream.concat(Stream.of(Picker.class, JournalEntry.class), Stream.of(lines)).toArray(Class<?>[]::new);
    assertThat(picking(new ClassFileImporter().importClasses(asked))).hasSize(1);
  }

  private static List<String> picking(Collection<JavaClass> classes) {
    return classes.stream()
        .flatMap(one -> one.getInstanceofChecks().stream())
        .filter(check -> check.getRawType().isAssignableTo(JournalEntry.class))
        .map(check -> check.getOwner().getFullName() + " picks " + check.getRawType().getName())
        .toList();
  }

  /** Does what is not done, so that a check that has gone blind is noticed. */
  static final class Picker {
    boolean erased(Object line) {
      return line instanceof JournalEntry.ErasureNoted;
    }
  }
}
