/** The package's index loads a limiter for each database that there is, and the drivers' wrappers: 20 ms for each process. */
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  import { RateLimiterMemory } from 'rate-limiter-flexible';
  export default RateLimiterMemory;
}
