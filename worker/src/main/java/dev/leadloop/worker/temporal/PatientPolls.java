package dev.leadloop.worker.temporal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets workers ask on while Temporal is away. The SDK counts each poll that fails: when a server dies with twenty of them
 * open, it waits a minute before it asks again, however soon the server is back. So a poll waits until there is a
 * connection, and one that was cut off is answered as one is that found nothing to do.
 */
final class PatientPolls implements ClientInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(PatientPolls.class);
  private static final Set<String> POLLS = Set.of("PollWorkflowTaskQueue", "PollActivityTaskQueue");
  private static final Set<Status.Code> AWAY = Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);
  /** Before the next poll, so that a server that is there and cannot answer yet is not flooded. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final AtomicBoolean away = new AtomicBoolean();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    if (!POLLS.contains(method.getBareMethodName())) {
      return next.newCall(method, options);
    }
    return new SimpleForwardingClientCall<>(next.newCall(method, options.withWaitForReady())) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(new Patient<>(listener, method, options.getExecutor()), headers);
      }
    };
  }

  private final class Patient<A> extends SimpleForwardingClientCallListener<A> {
    private final MethodDescriptor<?, A> method;
    private final @Nullable Executor caller;

    Patient(ClientCall.Listener<A> listener, MethodDescriptor<?, A> method, @Nullable Executor caller) {
      super(listener);
      this.method = method;
      this.caller = caller;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (!AWAY.contains(status.getCode())) {
        if (status.isOk() && away.compareAndSet(true, false)) {
          LOG.info("Temporal gives work again");
        }
        super.onClose(status, trailers);
        return;
      }
      if (status.getCode() == Status.Code.UNAVAILABLE && away.compareAndSet(false, true)) {
        LOG.warn("Temporal does not answer; it is asked for work until it does");
      }
      Executor later = CompletableFuture.delayedExecutor(
          PAUSE.toMillis(), TimeUnit.MILLISECONDS, caller == null ? ForkJoinPool.commonPool() : caller);
      later.execute(this::nothingToDo);
    }

    private void nothingToDo() {
      delegate().onHeaders(new Metadata());
      delegate().onMessage(empty());
      delegate().onClose(Status.OK, new Metadata());
    }

    private A empty() {
      MethodDescriptor.PrototypeMarshaller<A> answers =
          (MethodDescriptor.PrototypeMarshaller<A>) method.getResponseMarshaller();
      return Objects.requireNonNull(answers.getMessagePrototype());
    }
  }
}
