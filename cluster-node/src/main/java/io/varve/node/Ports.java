package io.varve.node;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks whether addresses can be listened on before anything is started that would have to. */
final class Ports {
  private static final int MAX = 65_535;

  private Ports() {}

  /**
   * Listens for a moment.
   *
   * @param port 0 for any that is free
   * @throws BindException with a sentence, if another program listens there or it is no address of
   *     this machine
   * @throws IllegalArgumentException with a sentence, if it is no address at all
   */
  static void check(String host, int port) throws IOException {
    if (port < 0 || port > MAX) {
      throw new IllegalArgumentException("Port %d is not between 0 and %d.".formatted(port, MAX));
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException _) {
      throw new IllegalArgumentException("There is no host %s.".formatted(host));
    } catch (BindException e) {
      throw new BindException(
          "Nothing can listen on %s:%d: %s.".formatted(host, port, e.getMessage()));
    }
  }
}
