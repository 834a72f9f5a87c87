package io.lamplighter.intake.sms;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what the message centre delivers: ESME_ROK once it is committed, ESME_RX_T_APPN when it
 * cannot be taken now, so that the centre delivers it again.
 */
final class DeliverListener implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverListener.class);
  private static final long FINISH_SECONDS = 8;

  private final Receiver receiver;
  private final ReadWriteLock inside = new ReentrantReadWriteLock();
  private volatile boolean closed;

  /** What is done with a message before it is answered. */
  @FunctionalInterface
  interface Receiver {
    /**
     * @throws Refusal when it cannot be taken now
     */
    void accept(DeliverSm message);
  }

  DeliverListener(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    inside.readLock().lock();
    try {
      if (closed) {
        throw later("stopping");
      }
      if (StrictReader.isBroken(message.getServiceType())) {
        LOG.warn("A text cannot be taken apart and is refused");
        throw new ProcessRequestException("cut off", SMPPConstant.STAT_ESME_RINVTLVSTREAM);
      }
      receiver.accept(message);
    } catch (Refusal | StoreException | LinkageError e) {
      // A linkage error is a neighbour that is being replaced; no library answers for an error.
      LOG.warn("A text is to be delivered again: {}", e.toString());
      throw later(e.toString());
    } finally {
      inside.readLock().unlock();
    }
  }

  private static ProcessRequestException later(String why) {
    return new ProcessRequestException(why, SMPPConstant.STAT_ESME_RX_T_APPN);
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    LOG.debug("alert_notification is of no use to us");
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source)
      throws ProcessRequestException {
    onAcceptDeliverSm(text(message));
    try {
      return new DataSmResult(new org.jsmpp.util.MessageId(""), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  /** data_sm says the same as deliver_sm, with the words in message_payload. */
  private static DeliverSm text(DataSm message) {
    DeliverSm text = new DeliverSm();
    text.setServiceType(message.getServiceType());
    text.setSourceAddr(message.getSourceAddr());
    text.setSourceAddrTon(message.getSourceAddrTon());
    text.setSourceAddrNpi(message.getSourceAddrNpi());
    text.setDestAddress(message.getDestAddress());
    text.setDestAddrTon(message.getDestAddrTon());
    text.setDestAddrNpi(message.getDestAddrNpi());
    text.setEsmClass(message.getEsmClass());
    text.setDataCoding(message.getDataCoding());
    text.setShortMessage(new byte[0]);
    text.setOptionalParameters(message.getOptionalParameters());
    return text;
  }

  /** Takes nothing more; returns when what is inside is done, after some seconds at the latest. */
  void close() {
    closed = true;
    try {
      if (inside.writeLock().tryLock(FINISH_SECONDS, TimeUnit.SECONDS)) {
        inside.writeLock().unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
