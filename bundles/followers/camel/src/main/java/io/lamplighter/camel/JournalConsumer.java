package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Sends each entry that its courier hands it down the route. */
final class JournalConsumer extends DefaultConsumer {
  private final FollowSettings settings;
  private final Couriers couriers;
  private @Nullable ExecutorService senders;

  JournalConsumer(JournalEndpoint endpoint, Processor processor, Couriers couriers) {
    super(endpoint, processor);
    this.settings = endpoint.settings();
    this.couriers = couriers;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    ExecutorService pool =
        getEndpoint()
            .getCamelContext()
            .getExecutorServiceManager()
            .newFixedThreadPool(this, "journal-" + settings.reader(), settings.parallel());
    senders = pool;
    couriers.add(settings, this::attempt, pool);
  }

  @Override
  protected void doStop() throws Exception {
    if (senders != null) {
      couriers.remove(settings.reader());
      getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(senders);
      senders = null;
    }
    super.doStop();
  }

  private @Nullable Throwable attempt(Entry entry) {
    Exchange exchange = createExchange(false);
    Withheld withheld = Withheld.watch(exchange);
    try {
      fill(exchange.getMessage(), entry);
      getProcessor().process(exchange);
      if (withheld.close()) {
        return withheld;
      }
      if (exchange.getException() == null && exchange.isRollbackOnly()) {
        return new IllegalStateException("The route rolled back");
      }
      return exchange.getException();
    } catch (Exception | LinkageError e) {
      return withheld.close() ? withheld : e;
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private static void fill(Message message, Entry entry) {
    message.setHeader("ce-id", entry.cursor().toString());
    message.setHeader("ce-type", entry.type());
    message.setHeader("ce-subject", entry.subject());
    message.setHeader("ce-time", entry.time().toString());
    message.setHeader("ce-source", entry.source());
    message.setHeader("ce-specversion", "1.0");
    message.setHeader("ce-region", entry.region());
    message.setHeader("ce-actor", entry.actor());
    message.setBody(copy(entry.data()));
  }

  /** A route may change what it is given; the next attempt must not see that. */
  private static @Nullable Object copy(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, child) -> copy.put(key, copy(child)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(child -> copy.add(copy(child)));
      return copy;
    }
    return value;
  }
}
