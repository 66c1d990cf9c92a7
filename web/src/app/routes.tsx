import { createBrowserRouter, type RouteObject } from "react-router";
import { NotFound } from "../ui/states";
import { Crash } from "./Crash";
import { Shell } from "./Shell";

/** Every page is a chunk of its own, loaded when it is first opened. */
const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("../pages/home/HomePage")).HomePage }) },
  { path: "search", lazy: async () => ({ Component: (await import("../pages/home/SearchPage")).SearchPage }) },
  { path: "party/:id/:view?", lazy: async () => ({ Component: (await import("../pages/party/PartyPage")).PartyPage }) },
  { path: "graph", lazy: async () => ({ Component: (await import("../pages/graph/GraphPage")).GraphPage }) },
  { path: "*", Component: NotFound },
];

export const routes: RouteObject[] = [
  { Component: Shell, errorElement: <Crash />, children: [{ errorElement: <Crash />, children: pages }] },
];

export const router = () => createBrowserRouter(routes);
