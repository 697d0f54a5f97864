package dev.leadloop.policyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Several people may look a document over at the same instant, also the first ones after a start. */
class PoliciesAtOnceTest {
  private static final int READERS = 16;

  @Test
  void documentsAreReadAtOnce() throws Exception {
    String starter = PolicyCatalog.starter();
    List<String> countries =
        List.of("US", "DE", "FR", "GB", "CA", "AU", "ES", "IT", "CH", "AT", "NL", "BE", "SE", "PL", "PT", "BR");
    List<Callable<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      String document = starter.replace("countries: [US]", "countries: [" + countries.get(i) + "]");
      readers.add(() -> PolicyTexts.read(document, 1).version());
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(READERS)) {
      for (Future<Integer> read : pool.invokeAll(readers)) {
        assertThat(read.get()).isEqualTo(1);
      }
    }
  }
}
