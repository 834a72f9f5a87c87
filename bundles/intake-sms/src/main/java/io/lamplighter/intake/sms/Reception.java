package io.lamplighter.intake.sms;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
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
final class Reception implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
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

  Reception(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    inside.readLock().lock();
    try {
      if (closed) {
        throw later("stopping");
      }
      receiver.accept(message);
    } catch (Refusal | StoreException e) {
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
    throw new ProcessRequestException("no data_sm here", SMPPConstant.STAT_ESME_RINVCMDID);
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
