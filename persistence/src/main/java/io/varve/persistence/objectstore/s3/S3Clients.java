package io.varve.persistence.objectstore.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/**
 * The SDK's clients of one store, over the same connections.
 *
 * @param patient repeats what fails, after a while
 * @param once sends everything once
 * @param connections closed with the clients, and the threads too
 */
record S3Clients(
    S3AsyncClient patient,
    S3AsyncClient once,
    SdkAsyncHttpClient connections,
    SdkEventLoopGroup threads)
    implements AutoCloseable {
  /** Threads that carry bytes to and from all connections; the work is the store's. */
  private static final int THREADS = 2;

  /** What stores other than Amazon's want to hear when they do not care. */
  private static final Region ANY_REGION = Region.US_EAST_1;

  static S3Clients create(S3Settings settings, AwsCredentialsProvider credentials)
      throws IOException {
    SdkEventLoopGroup threads = SdkEventLoopGroup.builder().numberOfThreads(THREADS).build();
    NettyNioAsyncHttpClient.Builder http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(threads)
            .maxConcurrency(settings.maxRequests())
            .connectionTimeout(settings.attemptTimeout())
            .connectionAcquisitionTimeout(settings.callTimeout())
            .readTimeout(settings.attemptTimeout())
            .writeTimeout(settings.attemptTimeout());
    if (settings.certificates().isPresent()) {
      TrustManager[] trusted = trusted(settings.certificates().get());
      http.tlsTrustManagersProvider(() -> trusted);
    }
    SdkAsyncHttpClient connections = http.build();
    RetryStrategy repeating =
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(settings.attempts())
            .build();
    return new S3Clients(
        client(settings, credentials, connections, repeating),
        client(settings, credentials, connections, AwsRetryStrategy.doNotRetry()),
        connections,
        threads);
  }

  private static S3AsyncClient client(
      S3Settings settings,
      AwsCredentialsProvider credentials,
      SdkAsyncHttpClient connections,
      RetryStrategy retries) {
    S3AsyncClientBuilder client =
        S3AsyncClient.builder()
            .credentialsProvider(credentials)
            .forcePathStyle(settings.pathStyle())
            // Gateways older than these checksums refuse what carries them; ours are in the data.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(connections)
            .overrideConfiguration(
                o ->
                    o.apiCallAttemptTimeout(settings.attemptTimeout())
                        .apiCallTimeout(settings.callTimeout())
                        .retryStrategy(retries));
    settings.endpoint().ifPresent(client::endpointOverride);
    settings
        .region()
        .map(Region::of)
        .or(() -> settings.endpoint().map(_ -> ANY_REGION))
        .ifPresent(client::region);
    return client.build();
  }

  @Override
  public void close() {
    patient.close();
    once.close();
    connections.close();
    // Left to itself it would wait two seconds for more work.
    var _ = threads.eventLoopGroup().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static TrustManager[] trusted(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), c);
      }
      if (store.size() == 0) {
        throw new IOException(pem + " holds no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IOException("%s: %s".formatted(pem, e.getMessage()), e);
    }
  }
}
