package dev.leadloop.worker;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.leadloop.temporal.SearchAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares the namespace on any server: makes it where it is missing, and registers the search attributes. */
final class TemporalNamespace {

  private static final Logger log = LoggerFactory.getLogger(TemporalNamespace.class);

  /** Closed leads are read by managers for years; the record keeps them longer still. */
  private static final Duration RETENTION = Durations.fromDays(3650);

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final boolean ours;

  /** {@code ours} says that the server was started by this product, so that its settings may be changed. */
  TemporalNamespace(WorkflowServiceStubs stubs, String namespace, boolean ours) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.ours = ours;
  }

  /** Can be called any number of times; throws {@link StatusRuntimeException} while the server cannot be reached. */
  void prepare() {
    Duration retention = existingRetention();
    if (ours && Durations.compare(retention, RETENTION) < 0) {
      stubs.blockingStub().updateNamespace(UpdateNamespaceRequest.newBuilder()
          .setNamespace(namespace)
          .setConfig(NamespaceConfig.newBuilder().setWorkflowExecutionRetentionTtl(RETENTION))
          .build());
    }
    try {
      registerSearchAttributes();
    } catch (StatusRuntimeException e) {
      if (!mayNot(e)) {
        throw e;
      }
      log.warn("This identity may not register search attributes on {}: if leads do not start, ask its operator for {}",
          namespace, SearchAttributes.ALL.stream().map(SearchAttributeKey::getName).toList());
    }
  }

  private Duration existingRetention() {
    try {
      return describe();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
    try {
      stubs.blockingStub().registerNamespace(RegisterNamespaceRequest.newBuilder()
          .setNamespace(namespace)
          .setDescription("Leads, from first touch to outcome")
          .setWorkflowExecutionRetentionPeriod(RETENTION)
          .build());
    } catch (StatusRuntimeException e) {
      // Several processes start together.
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
    return RETENTION;
  }

  private Duration describe() {
    return stubs.blockingStub()
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build())
        .getConfig()
        .getWorkflowExecutionRetentionTtl();
  }

  private void registerSearchAttributes() {
    OperatorServiceGrpc.OperatorServiceBlockingStub operator = OperatorServiceGrpc
        .newBlockingStub(stubs.getRawChannel())
        .withDeadlineAfter(30, TimeUnit.SECONDS);
    Map<String, IndexedValueType> present = operator
        .listSearchAttributes(ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
        .getCustomAttributesMap();
    Map<String, IndexedValueType> missing = new HashMap<>();
    for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
      if (!present.containsKey(key.getName())) {
        missing.put(key.getName(), key.getValueType());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    try {
      operator.addSearchAttributes(AddSearchAttributesRequest.newBuilder()
          .setNamespace(namespace)
          .putAllSearchAttributes(missing)
          .build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private static boolean mayNot(StatusRuntimeException failure) {
    return switch (failure.getStatus().getCode()) {
      case PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED -> true;
      case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, DEADLINE_EXCEEDED, NOT_FOUND, ALREADY_EXISTS, RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE, INTERNAL, UNAVAILABLE, DATA_LOSS -> false;
    };
  }
}
