package io.lamplighter.camel;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Hands a submission to the desk. A {@link Refusal.Invalid} names the bad fields; a {@link
 * Refusal.Unavailable} means that the same message may be sent again.
 */
final class DeskProducer extends DefaultProducer {
  private static final Text AWAY = new Text("The desk is away for a moment", "受理台暂不可用");

  private final Desks desks;
  private final String channel;

  DeskProducer(DeskEndpoint endpoint, Desks desks, String channel) {
    super(endpoint);
    this.desks = desks;
    this.channel = channel;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Submission submission = SubmissionBody.of(channel, exchange.getMessage());
    Desk desk = desks.find();
    if (desk == null) {
      throw new Refusal.Unavailable(AWAY, new IllegalStateException("no desk"));
    }
    Caller caller = Caller.system("route:" + exchange.getContext().getName());
    Receipt receipt = desk.submit(caller, submission);
    exchange.getMessage().setBody(ReceiptMap.of(receipt));
  }
}
