package dev.leadloop.proof;

import dev.leadloop.proof.Product.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Kills the parts of a product with -9, one after another and sometimes two at once, and brings them back. */
final class Killer {
  private static final int ATTEMPTS = 5;

  private final Product product;
  private final Random random;
  private final Map<Part, Integer> kills = new EnumMap<>(Part.class);

  Killer(Product product, long seed) {
    this.product = product;
    this.random = new Random(seed);
  }

  /** Each turn kills every part once, in a new order. */
  void turns(int turns) {
    for (int turn = 0; turn < turns; turn++) {
      List<Part> order = new ArrayList<>(List.of(Part.values()));
      Collections.shuffle(order, random);
      if (random.nextBoolean()) {
        killTogether(order.subList(0, 2));
        order = order.subList(2, 4);
      }
      for (Part part : order) {
        killTogether(List.of(part));
      }
    }
  }

  private void killTogether(List<Part> parts) {
    Waiting.pause(Duration.ofMillis(2_000 + random.nextInt(4_000)));
    for (Part part : parts) {
      product.kill(part);
      kills.merge(part, 1, Integer::sum);
    }
    Waiting.pause(Duration.ofMillis(random.nextInt(2_000)));
    // The API first: it brings back the servers that the worker needs.
    for (Part part : List.of(Part.API, Part.WORKER)) {
      if (parts.contains(part)) {
        reviveLikeASupervisor(part);
      }
    }
  }

  /** A start that meets a server on its way up may fail; whoever runs the product tries again. */
  private void reviveLikeASupervisor(Part part) {
    for (int attempt = 1; ; attempt++) {
      try {
        product.revive(part);
        return;
      } catch (AssertionError failed) {
        if (attempt == ATTEMPTS) {
          throw failed;
        }
        Waiting.pause(Duration.ofSeconds(1));
      }
    }
  }

  /** How often each part was killed. */
  Map<Part, Integer> kills() {
    return kills;
  }
}
