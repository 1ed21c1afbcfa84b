// Exit status 0 when the server is ready: for the container's health check.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? '3000'}/api/health`).catch(() => undefined);
process.exitCode = answer?.status === 200 ? 0 : 1;
