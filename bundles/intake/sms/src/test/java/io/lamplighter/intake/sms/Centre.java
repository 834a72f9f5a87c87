package io.lamplighter.intake.sms;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.NullUnmarked;

/** A message centre on jsmpp's own server, which is not ours; also for tests of the assembly. */
@NullUnmarked
public final class Centre implements ServerMessageReceiverListener, AutoCloseable {
  public static final String SERVICE = "95598";
  public static final String PASSWORD = "secret";

  public final int port = freePort();
  public final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
  public final AtomicInteger binds = new AtomicInteger();
  public final AtomicInteger refusals = new AtomicInteger();
  public volatile int status = SMPPConstant.STAT_ESME_ROK;
  private static final byte UCS2 = 8;
  private final SMPPServerSessionListener listener;
  private volatile SMPPServerSession session;

  public Centre() throws IOException {
    listener = new SMPPServerSessionListener(port);
    Thread thread = new Thread(this::serve, "centre");
    thread.setDaemon(true);
    thread.start();
  }

  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void serve() {
    while (true) {
      try {
        SMPPServerSession next = listener.accept();
        next.setMessageReceiverListener(this);
        BindRequest bind = next.waitForBind(5_000);
        if (PASSWORD.equals(bind.getPassword())) {
          bind.accept("centre", InterfaceVersion.IF_34);
          if (bind.getBindType() != BindType.BIND_TX) {
            session = next;
          }
          binds.incrementAndGet();
        } else {
          bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        }
      } catch (IOException e) {
        return;
      } catch (Exception e) {
        // who did not bind in time is gone
      }
    }
  }

  /** Delivers a text; an exception when it is not taken. */
  public void deliver(String from, String text) throws Exception {
    deliver(from, (byte) 0, UCS2, text.getBytes(StandardCharsets.UTF_16BE));
  }

  public void deliver(String from, byte esmClass, byte coding, byte[] body) throws Exception {
    SMPPServerSession current = session;
    if (current == null) {
      throw new IOException("nobody is bound");
    }
    current.deliverShortMessage(
        "",
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        from,
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.ISDN,
        SERVICE,
        new ESMClass(esmClass),
        (byte) 0,
        (byte) 0,
        new RegisteredDelivery(0),
        new RawDataCoding(coding),
        body);
  }

  /** What was sent to a number, in the order it came; whole texts only. */
  public List<String> textsTo(String number) {
    return taken.stream()
        .filter(one -> one.getDestAddress().equals(number) && one.getDataCoding() == UCS2)
        .map(one -> new String(one.getShortMessage(), StandardCharsets.UTF_16BE))
        .toList();
  }

  /** The line breaks without a word. */
  public void hangUp() {
    SMPPServerSession current = session;
    session = null;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source)
      throws ProcessRequestException {
    if (status != SMPPConstant.STAT_ESME_ROK) {
      refusals.incrementAndGet();
      throw new ProcessRequestException("no", status);
    }
    taken.add(submit);
    try {
      return new SubmitSmResult(new MessageId(Integer.toHexString(0xA0 + taken.size())), null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static ProcessRequestException unknown() {
    return new ProcessRequestException("unknown", SMPPConstant.STAT_ESME_RINVCMDID);
  }

  @Override
  public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source)
      throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public QueryBroadcastSmResult onAcceptQueryBroadcastSm(
      QueryBroadcastSm query, SMPPServerSession source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw unknown();
  }

  @Override
  public void close() throws Exception {
    hangUp();
    listener.close();
  }
}
