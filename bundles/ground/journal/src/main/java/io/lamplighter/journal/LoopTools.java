package io.lamplighter.journal;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.retry.Backoff;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all reader loops share.
 *
 * @param pool where batches are handled
 * @param timer wakes those that rest
 * @param work transactions of the journal itself
 * @param tail the newest entries, in memory
 * @param restMillis until a reader whose cursor another node holds looks again
 */
record LoopTools(
    Executor pool,
    ScheduledExecutorService timer,
    UnitOfWork work,
    Tail tail,
    InstantSource clock,
    Backoff backoff,
    long restMillis) {}
