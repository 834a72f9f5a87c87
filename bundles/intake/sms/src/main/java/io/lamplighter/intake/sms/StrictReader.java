package io.lamplighter.intake.sms;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;

/**
 * Reads messages from the line. It ends a line on which somebody announces more than any message
 * can have, and marks a message that cannot be taken apart, which otherwise nobody would answer.
 */
final class StrictReader extends DefaultPDUReader {
  /** message_payload has at most 64 kB; the rest of a message is small. */
  private static final int LONGEST = 72 * 1024;

  /** As service_type, which has letters. */
  private static final String BROKEN = "\u0001";

  @Override
  public Command readPDUHeader(DataInputStream in)
      throws InvalidCommandLengthException, IOException {
    Command header = new Command();
    int length = in.readInt();
    if (length > LONGEST || length < Integer.BYTES) {
      throw new IOException("A message of " + length + " octets is announced");
    }
    if (length < SMPPConstant.PDU_HEADER_LENGTH) {
      in.skipBytes(length - Integer.BYTES);
      throw new InvalidCommandLengthException("A message of " + length + " octets");
    }
    header.setCommandLength(length);
    header.setCommandId(in.readInt());
    header.setCommandStatus(in.readInt());
    header.setSequenceNumber(in.readInt());
    return header;
  }

  @Override
  public byte[] readPDU(DataInputStream in, int length, int id, int status, int sequence)
      throws IOException {
    byte[] message = super.readPDU(in, length, id, status, sequence);
    try {
      if (id == SMPPConstant.CID_DELIVER_SM) {
        DefaultDecomposer.getInstance().deliverSm(message);
      } else if (id == SMPPConstant.CID_DATA_SM) {
        DefaultDecomposer.getInstance().dataSm(message);
      }
      return message;
    } catch (PDUStringException answered) {
      return message;
    } catch (RuntimeException cut) {
      return broken(id, sequence);
    }
  }

  private static byte[] broken(int id, int sequence) throws IOException {
    try {
      DefaultComposer composer = new DefaultComposer();
      byte none = 0;
      return id == SMPPConstant.CID_DATA_SM
          ? composer.dataSm(sequence, BROKEN, none, none, "", none, none, "", none, none, none)
          : composer.deliverSm(
              sequence,
              BROKEN,
              none,
              none,
              "",
              none,
              none,
              "",
              none,
              none,
              none,
              none,
              none,
              new byte[0]);
    } catch (PDUStringException e) {
      throw new IOException(e);
    }
  }

  static boolean isBroken(String serviceType) {
    return BROKEN.equals(serviceType);
  }
}
