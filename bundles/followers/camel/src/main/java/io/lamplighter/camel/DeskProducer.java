package io.lamplighter.camel;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.requests.Receipts;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Hands a submission to the desk. A {@link Refusal.Invalid} names the bad fields; a {@link
 * Refusal.Unavailable} means that the same message may be sent again.
 */
final class DeskProducer extends DefaultProducer {
  private final Desk desk;
  private final String channel;

  DeskProducer(DeskEndpoint endpoint, Desk desk, String channel) {
    super(endpoint);
    this.desk = desk;
    this.channel = channel;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Submission submission = SubmissionBody.of(channel, exchange.getMessage());
    Caller caller = Caller.system("route:" + exchange.getContext().getName());
    Receipt receipt = desk.submit(caller, submission);
    exchange.getMessage().setBody(Receipts.of(receipt, Instant::toString));
  }
}
