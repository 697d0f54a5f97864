package dev.leadloop.worker.temporal;

import static java.util.stream.Collectors.joining;

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
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares the namespace on any server: makes it where it is missing, and registers the search attributes. */
public final class TemporalNamespace {

  private static final Logger log = LoggerFactory.getLogger(TemporalNamespace.class);

  /** Closed leads are read by managers for years; the record keeps them longer still. */
  private static final Duration RETENTION = Durations.fromDays(3650);

  private static final long PATIENCE_SECONDS = 2;

  private final WorkflowServiceStubs stubs;
  private final String namespace;
  private final boolean ours;
  private final List<SearchAttributeKey<?>> attributes;
  private final String question;

  /**
   * The namespace of that name.
   *
   * @param ours whether the server was started by this product, so that its settings may be changed
   * @param company whether leads are listed by their company, too
   */
  public TemporalNamespace(WorkflowServiceStubs stubs, String namespace, boolean ours, boolean company) {
    this.stubs = stubs;
    this.namespace = namespace;
    this.ours = ours;
    this.attributes = Stream.<SearchAttributeKey<?>>concat(
        SearchAttributes.ALL.stream(), company ? Stream.of(SearchAttributes.LEAD_COMPANY) : Stream.of()).toList();
    // Names every search attribute and is true of no workflow: a server answers it once it knows them all.
    this.question = "WorkflowId = 'nobody' and " + attributes.stream().map(TemporalNamespace::named).collect(joining(" and "));
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
          namespace, attributes.stream().map(SearchAttributeKey::getName).toList());
    }
  }

  /**
   * Why no workflow of a lead could be started now; empty when the server is ready. It is asked, and by its status: words
   * change from version to version. Where something is missing it is prepared again.
   */
  public Optional<String> trouble() {
    try {
      stubs.blockingStub()
          .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .countWorkflowExecutions(
              CountWorkflowExecutionsRequest.newBuilder().setNamespace(namespace).setQuery(question).build());
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      return Optional.of(switch (code) {
        case INVALID_ARGUMENT, NOT_FOUND -> prepareAgain();
        case PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED -> "Temporal does not allow leads to be looked up (" + code + ")";
        case OK, CANCELLED, UNKNOWN, DEADLINE_EXCEEDED, ALREADY_EXISTS, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED,
            OUT_OF_RANGE, INTERNAL, UNAVAILABLE, DATA_LOSS -> "Temporal does not answer (" + code + ")";
      });
    }
  }

  private String prepareAgain() {
    try {
      prepare();
    } catch (StatusRuntimeException e) {
      log.debug("The namespace cannot be prepared just now", e);
    }
    return "Temporal does not know the namespace or its search attributes yet";
  }

  private static String named(SearchAttributeKey<?> key) {
    return key.getName() + switch (key.getValueType()) {
      case INDEXED_VALUE_TYPE_INT -> " = 0";
      case INDEXED_VALUE_TYPE_DATETIME -> " = '2000-01-01T00:00:00Z'";
      case INDEXED_VALUE_TYPE_KEYWORD -> " = 'nobody'";
      case INDEXED_VALUE_TYPE_UNSPECIFIED, INDEXED_VALUE_TYPE_TEXT, INDEXED_VALUE_TYPE_DOUBLE, INDEXED_VALUE_TYPE_BOOL,
          INDEXED_VALUE_TYPE_KEYWORD_LIST, UNRECOGNIZED ->
          throw new IllegalStateException("No search attribute is of the type " + key.getValueType());
    };
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
    for (SearchAttributeKey<?> key : attributes) {
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
