package dev.leadloop.account;

/** What a lead was last told of its company. */
public record KnownAccount(String accountId, AccountEvidence evidence) {}
