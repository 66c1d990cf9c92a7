export { ask } from "./ask";
export { codes } from "./codes";
export { common } from "./common";
export { graph } from "./graph";
export { home } from "./home";
export { party } from "./party";
export { proof } from "./proof";
export { states } from "./states";
