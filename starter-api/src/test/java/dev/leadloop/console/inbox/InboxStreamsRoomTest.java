package dev.leadloop.console.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.view.InboxReadStore.Whose;
import jakarta.servlet.AsyncContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Pages of one person that all come at once: there are as many as there may be, and not one more. */
class InboxStreamsRoomTest extends ApiTest {
  private static final int AT_ONCE = 3 * InboxStreams.OF_ONE_PERSON;

  @Autowired private InboxStreams streams;

  /** A request that takes its time to be put aside, so that others come meanwhile. */
  private static MockHttpServletRequest slow(MockHttpSession session, List<CountDownLatch> ended) {
    MockHttpServletRequest request = new MockHttpServletRequest() {
      @Override
      public AsyncContext startAsync() {
        CountDownLatch end = new CountDownLatch(1);
        synchronized (ended) {
          ended.add(end);
        }
        try {
          Thread.sleep(50);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return new MockAsyncContext(this, new MockHttpServletResponse()) {
          @Override
          public void complete() {
            end.countDown();
          }
        };
      }
    };
    request.setSession(session);
    return request;
  }

  @Test
  void ofManyAtOnceThereAreAsManyAsThereMayBeUntilTheSessionEndsUnheard() throws Exception {
    Caller caller = new Caller("crowd", Role.MANAGER, null, KeyHolder.PERSON);
    MockHttpSession session = new MockHttpSession();
    List<CountDownLatch> ended = new ArrayList<>();
    List<CompletableFuture<Boolean>> begun = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    for (int n = 0; n < AT_ONCE; n++) {
      CompletableFuture<Boolean> one = new CompletableFuture<>();
      begun.add(one);
      Thread.ofVirtual().start(() -> {
        try {
          go.await();
          one.complete(streams.begin(slow(session, ended), caller, new Whose(null, true), ""));
        } catch (InterruptedException | RuntimeException e) {
          one.completeExceptionally(e);
        }
      });
    }
    go.countDown();
    int admitted = 0;
    for (CompletableFuture<Boolean> one : begun) {
      admitted += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    assertThat(admitted).isEqualTo(InboxStreams.OF_ONE_PERSON);
    assertThat(ended).hasSize(InboxStreams.OF_ONE_PERSON);

    session.invalidate();
    for (CountDownLatch end : ended) {
      assertThat(end.await(8, TimeUnit.SECONDS)).as("no listener told of the end of this session").isTrue();
    }
  }
}
