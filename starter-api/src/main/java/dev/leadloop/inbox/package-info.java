/**
 * From the inbox to the workflows: whatever was committed is called until it is decided, and no open lead stands still.
 *
 * <p>The order of work: rows wait in three lines ({@link dev.leadloop.inbox.Urgency}). First what somebody waits for, answers,
 * orders and leads that ask for sales themselves; then single signals and leads; then bulk, which is imports, rollouts and
 * campaigns, and whatever one caller has waiting beyond 250 rows of the first line or 100 of the second. A lead is called for in
 * the first line that any of its rows stands in, for all of them.
 *
 * <p>Its bound: who is called is decided about in the order of the calls, so no more are called than are decided about within
 * 150 milliseconds ({@link Pace}). Behind a backlog of 20,000 a request for a demo is to be decided within a second at the 99th
 * percentile: OrderOfWorkTest computes it, BacklogBenchmark measures it on a machine that does nothing else. Nobody starves: of
 * seven places four are the first line's own, two the second's and one that of bulk, whatever comes; what a line leaves free goes
 * to whoever's turn it is.
 *
 * <p>What cannot be called is set aside alone and tried again later and later. Only where the server itself is in trouble, which
 * is told by the status of its answer and by asking it, everybody waits ({@link TemporalFault}, {@link TemporalServer}).
 */
@NullMarked
package dev.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
