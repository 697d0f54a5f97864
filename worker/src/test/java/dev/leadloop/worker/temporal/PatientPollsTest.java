package dev.leadloop.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PatientPollsTest {
  private final Refusing server = new Refusing();
  private final Channel channel = ClientInterceptors.intercept(server, new PatientPolls());

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "DEADLINE_EXCEEDED"})
  void pollThatIsCutOffFoundNothingToDo(Status.Code code) throws Exception {
    server.answer = code.toStatus();
    PollWorkflowTaskQueueResponse later = WorkflowServiceGrpc.newFutureStub(channel)
        .pollWorkflowTaskQueue(PollWorkflowTaskQueueRequest.getDefaultInstance()).get(10, TimeUnit.SECONDS);
    assertThat(later.getTaskToken()).isEmpty();
    assertThat(WorkflowServiceGrpc.newBlockingStub(channel)
        .pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance()).getTaskToken()).isEmpty();
    assertThat(server.options.isWaitForReady()).isTrue();
  }

  @Test
  void pollThatIsRefusedForGoodSaysSo() {
    server.answer = Status.PERMISSION_DENIED;
    assertThatThrownBy(() -> WorkflowServiceGrpc.newBlockingStub(channel)
            .pollActivityTaskQueue(PollActivityTaskQueueRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("PERMISSION_DENIED");
  }

  @Test
  void otherCallsFailAtOnceSoThatTheirCallersCanAct() {
    server.answer = Status.UNAVAILABLE;
    assertThatThrownBy(() -> WorkflowServiceGrpc.newBlockingStub(channel)
            .getSystemInfo(GetSystemInfoRequest.getDefaultInstance()))
        .isInstanceOf(StatusRuntimeException.class).hasMessageContaining("UNAVAILABLE");
    assertThat(server.options.isWaitForReady()).isFalse();
  }

  /** Ends each call with that status. */
  private static final class Refusing extends Channel {
    Status answer = Status.UNAVAILABLE;
    CallOptions options = CallOptions.DEFAULT;

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions given) {
      options = given;
      return new ClientCall<>() {
        private @Nullable Listener<A> listener;

        @Override
        public void start(Listener<A> listening, Metadata headers) {
          listener = listening;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String why, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {
          Listener<A> told = listener;
          if (told != null) {
            told.onClose(answer, new Metadata());
          }
        }

        @Override
        public void sendMessage(Q message) {}
      };
    }

    @Override
    public String authority() {
      return "temporal.example.com";
    }
  }
}
