package dev.leadloop.worker.temporal;

import dev.leadloop.temporal.backtest.BacktestWorkflows;
import dev.leadloop.temporal.bulk.BulkOrderWorkflows;
import dev.leadloop.temporal.campaign.CampaignWorkflows;
import dev.leadloop.temporal.connector.ConnectorWorkflows;
import dev.leadloop.temporal.erasure.ErasureWorkflows;
import dev.leadloop.temporal.imports.ImportWorkflows;
import dev.leadloop.temporal.learning.LearningWorkflows;
import dev.leadloop.temporal.rollout.RolloutWorkflows;
import io.temporal.client.WorkflowClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Those who start and ask workflows, for all parts of the process that know nothing of Temporal. */
@Configuration(proxyBeanMethods = false)
public class WorkflowsConfiguration {

  @Bean
  CampaignWorkflows campaignWorkflows(WorkflowClient client) {
    return new CampaignWorkflows(client);
  }

  @Bean
  BacktestWorkflows backtestWorkflows(WorkflowClient client) {
    return new BacktestWorkflows(client);
  }

  @Bean
  BulkOrderWorkflows bulkOrderWorkflows(WorkflowClient client) {
    return new BulkOrderWorkflows(client);
  }

  @Bean
  ConnectorWorkflows connectorWorkflows(WorkflowClient client) {
    return new ConnectorWorkflows(client);
  }

  @Bean
  LearningWorkflows learningWorkflows(WorkflowClient client) {
    return new LearningWorkflows(client);
  }

  @Bean
  RolloutWorkflows rolloutWorkflows(WorkflowClient client) {
    return new RolloutWorkflows(client);
  }

  @Bean
  ImportWorkflows importWorkflows(WorkflowClient client) {
    return new ImportWorkflows(client);
  }

  @Bean
  TemporalProbe temporalProbe(WorkflowClient client) {
    return new TemporalProbe(client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
  }

  @Bean
  ErasureWorkflows erasureWorkflows(WorkflowClient client) {
    return new ErasureWorkflows(client);
  }
}
